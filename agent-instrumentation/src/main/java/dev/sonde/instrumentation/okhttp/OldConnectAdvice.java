package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * In {@code ConnectInterceptor.intercept}, before 3.14, which opens a connection and goes on with
 * it: what it could not connect by is told by the exception's class.
 */
final class OldConnectAdvice {

  private OldConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return HttpAttemptProbe.attempt();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Interceptor.Chain chain,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null
        || !thrown.getClass().getName().endsWith(".RouteException")
        || !HttpAttemptProbe.isUnsent(since)) {
      return;
    }
    Request request = chain.request();
    HttpUrl url = request.url();
    Throwable cause = thrown.getCause();
    HttpAttemptProbe.unsent(
        request.method(), url.host(), url.port(), url.toString(), cause == null ? thrown : cause);
  }
}
