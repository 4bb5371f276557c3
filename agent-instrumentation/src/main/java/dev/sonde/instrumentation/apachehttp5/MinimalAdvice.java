package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** In {@code MinimalHttpClient.doExecute}: the only attempt, which needs a connection first. */
final class MinimalAdvice {

  private MinimalAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return HttpAttemptProbe.attempt();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(1) HttpRequest request,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    URIAuthority authority = thrown == null ? null : request.getAuthority();
    if (authority == null || !HttpAttemptProbe.isUnsent(since)) {
      return;
    }
    HttpAttemptProbe.unsent(
        request.getMethod(),
        authority.getHostName(),
        HttpClientProbe.port(request.getScheme(), authority.getPort()),
        request.getScheme() + "://" + authority + request.getRequestUri(),
        thrown);
  }
}
