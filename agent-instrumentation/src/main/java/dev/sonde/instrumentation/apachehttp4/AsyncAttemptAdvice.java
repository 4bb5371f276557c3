package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.RequestLine;
import org.apache.http.protocol.HttpContext;

/** In {@code AbstractClientExchangeHandler.requestConnection}: an attempt begins. */
final class AsyncAttemptAdvice {

  private AsyncAttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object handler,
      @Advice.FieldValue("localContext") HttpContext context,
      @Advice.FieldValue("requestRef") AtomicReference<?> requests) {
    Object target = context.getAttribute("http.target_host");
    Object request = requests.get();
    if (!(target instanceof HttpHost)
        || !(request instanceof HttpRequest)
        || HttpExchangeProbe.running(handler) != null) {
      return;
    }
    HttpHost host = (HttpHost) target;
    RequestLine line = ((HttpRequest) request).getRequestLine();
    HttpClientOperation operation =
        HttpExchangeProbe.attempt(
            handler,
            line.getMethod(),
            host.getHostName(),
            HttpClientProbe.port(host.getSchemeName(), host.getPort()));
    if (operation != null && operation.details != null) {
      String uri = line.getUri();
      operation.details.url = uri.startsWith("/") ? host.toURI() + uri : uri;
    }
  }
}
