package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.RequestLine;
import org.jspecify.annotations.Nullable;

/**
 * In {@code DefaultRequestDirector.execute}: the first attempt of a client as it was before 4.3.
 */
final class OldAttemptAdvice {

  private OldAttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return HttpAttemptProbe.attempt();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) @Nullable HttpHost host,
      @Advice.Argument(1) HttpRequest request,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null || !HttpAttemptProbe.isUnsent(since)) {
      return;
    }
    if (host == null) {
      return;
    }
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
