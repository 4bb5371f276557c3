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
    S3Operation operation = MinioProbe.attempt(chain.call());
    if (operation != null && operation.serverAddress == null) {
      HttpUrl url = chain.request().url();
      operation.serverAddress = url.host();
      operation.serverPort = url.port();
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable Response response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    if (response != null) {
      operation.answered(response.code(), null);
      operation.announces(response.header("Content-Length"));
      if (operation.details != null) {
        operation.details.requestId = response.header("x-amz-request-id");
        operation.details.extendedRequestId = response.header("x-amz-id-2");
      }
    }
    operation.attempted(thrown);
  }
}
