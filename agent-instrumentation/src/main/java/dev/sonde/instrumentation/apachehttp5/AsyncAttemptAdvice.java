package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/** In {@code AsyncConnectExec.execute}: an attempt begins. */
final class AsyncAttemptAdvice {

  private AsyncAttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) HttpRequest request, @Advice.Argument(2) AsyncExecChain.Scope scope) {
    URIAuthority authority = request.getAuthority();
    if (authority == null) {
      return;
    }
    HttpClientOperation operation =
        HttpExchangeProbe.attempt(
            scope.clientContext,
            request.getMethod(),
            authority.getHostName(),
            HttpClientProbe.port(request.getScheme(), authority.getPort()));
    if (operation == null) {
      return;
    }
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
      details.url = request.getScheme() + "://" + authority + request.getRequestUri();
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        for (Header header : request.getHeaders(names[i])) {
          details.requestHeader(i, header.getValue());
        }
      }
    }
  }
}
