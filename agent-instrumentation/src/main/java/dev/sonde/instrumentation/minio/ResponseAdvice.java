package dev.sonde.instrumentation.minio;

import dev.sonde.boot.Context;
import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** In {@code onResponse} of MinIO's callback, which completes the future. */
final class ResponseAdvice {

  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(
      @Advice.This Object callback, @Advice.Argument(1) Response response) {
    return MinioProbe.answered(callback, response.isSuccessful(), null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object callback, @Advice.Enter @Nullable Context outer) {
    MinioProbe.told(callback, outer);
  }
}
