package dev.sonde.instrumentation.s3v1;

import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/** In {@code close} and {@code abort} of the SDK's streams. */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object stream) {
    S3Probe.closed(stream, null);
  }
}
