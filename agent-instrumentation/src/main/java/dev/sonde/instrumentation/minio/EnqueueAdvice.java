package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;

/** In {@code RealCall.enqueue}: a call that tells MinIO's callback is MinIO's. */
final class EnqueueAdvice {

  private EnqueueAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object call, @Advice.Argument(0) Object callback) {
    MinioProbe.enqueued(call, callback);
  }
}
