package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.RequestLine;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/** In {@code MainClientExec.execute}: an attempt, which needs a connection first. */
final class AttemptAdvice {

  private AttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return HttpAttemptProbe.attempt();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) HttpRoute route,
      @Advice.Argument(1) HttpRequest request,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null || !HttpAttemptProbe.isUnsent(since)) {
      return;
    }
    HttpHost host = route.getTargetHost();
    RequestLine line = request.getRequestLine();
    String uri = line.getUri();
    HttpAttemptProbe.unsent(
        line.getMethod(),
        host.getHostName(),
        HttpClientProbe.port(host.getSchemeName(), host.getPort()),
        uri.startsWith("/") ? host.toURI() + uri : uri,
        thrown);
  }
}
