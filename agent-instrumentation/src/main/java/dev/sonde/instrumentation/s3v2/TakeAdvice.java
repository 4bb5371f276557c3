package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/** In the constructors of what counts the bytes of a response's body. */
final class TakeAdvice {

  private TakeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object counting) {
    S3Operation operation = S3Probe.take();
    if (operation != null) {
      Carried.put(counting, operation);
    }
  }
}
