package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** In what finds or opens a connection for a request. */
final class ConnectAdvice {

  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return HttpAttemptProbe.attempt();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Interceptor.Chain chain,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null || !HttpAttemptProbe.isUnsent(since)) {
      return;
    }
    Request request = chain.request();
    HttpUrl url = request.url();
    Throwable cause = thrown.getCause();
    boolean wrapped = thrown.getClass().getName().endsWith(".RouteException");
    HttpAttemptProbe.unsent(
        request.method(),
        url.host(),
        url.port(),
        url.toString(),
        wrapped && cause != null ? cause : thrown);
  }
}
