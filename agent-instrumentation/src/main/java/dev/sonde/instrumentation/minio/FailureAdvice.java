package dev.sonde.instrumentation.minio;

import dev.sonde.boot.Context;
import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code onFailure} of MinIO's callback, which completes the future. */
final class FailureAdvice {

  private FailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(
      @Advice.This Object callback, @Advice.Argument(1) Throwable thrown) {
    return MinioProbe.answered(callback, false, thrown);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object callback, @Advice.Enter @Nullable Context outer) {
    MinioProbe.told(callback, outer);
  }
}
