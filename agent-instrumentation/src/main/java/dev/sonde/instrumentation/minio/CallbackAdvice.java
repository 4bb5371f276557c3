package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;

/** In the constructor of MinIO's callback. */
final class CallbackAdvice {

  private CallbackAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object callback) {
    MinioProbe.made(callback);
  }
}
