package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** In {@code BridgeInterceptor.intercept}, which each request of a call goes through once. */
final class AttemptAdvice {

  private AttemptAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(@Advice.Argument(0) Interceptor.Chain chain) {
    S3Operation operation = MinioProbe.running(chain.call());
    if (operation != null) {
      HttpUrl url = chain.request().url();
      operation.attempt(url.host(), url.port());
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable Response response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null || operation.isEnded()) {
      return;
    }
    if (response != null) {
      operation.answered(response.code(), null);
    }
    operation.attempted(thrown);
  }
}
