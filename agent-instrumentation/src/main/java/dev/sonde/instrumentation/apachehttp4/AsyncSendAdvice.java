package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import org.apache.http.Header;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/**
 * In the handlers' {@code generateRequest}: what is returned is sent. After a redirect that may be
 * on a connection that is there already.
 */
final class AsyncSendAdvice {

  private AsyncSendAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object handler, @Advice.Return @Nullable HttpRequest request) {
    if (request == null || "CONNECT".equals(request.getRequestLine().getMethod())) {
      return;
    }
    HttpClientOperation operation = HttpExchangeProbe.running(handler);
    HttpRequest original =
        request instanceof HttpRequestWrapper ? ((HttpRequestWrapper) request).getOriginal() : null;
    if (operation == null && original instanceof HttpUriRequest) {
      URI uri = ((HttpUriRequest) original).getURI();
      operation =
          HttpExchangeProbe.attempt(
              handler,
              request.getRequestLine().getMethod(),
              uri.getHost(),
              HttpClientProbe.port(uri.getScheme(), uri.getPort()));
      if (operation != null && operation.details != null) {
        operation.details.url = uri.toString();
      }
    }
    if (operation == null) {
      return;
    }
    operation.sent = true;
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        request.setHeader(fields[i], value);
      }
    }
    if (HttpClientProbe.tellsSizes()) {
      Header length = request.getFirstHeader("Content-Length");
      operation.requestLength(length == null ? null : length.getValue());
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        for (Header header : request.getHeaders(names[i])) {
          details.requestHeader(i, header.getValue());
        }
      }
    }
  }
}
