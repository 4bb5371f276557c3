package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
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
    HttpClientOperation operation =
        HttpAttemptProbe.start(request.method(), url.host(), url.port());
    if (operation != null && operation.details != null) {
      operation.details.url = url.toString();
    }
    Throwable cause = thrown.getCause();
    boolean wrapped = thrown.getClass().getName().endsWith(".RouteException");
    HttpClientProbe.end(operation, wrapped && cause != null ? cause : thrown);
  }
}
