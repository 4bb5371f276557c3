package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/** Where a stream is closed, or its connection broken off. */
final class CloseAdvice {

  private CloseAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object stream) {
    S3Probe.closed(stream, null);
  }
}
