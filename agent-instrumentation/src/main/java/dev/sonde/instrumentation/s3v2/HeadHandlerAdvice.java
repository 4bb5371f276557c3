package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/**
 * In the constructor of what is told of a response, in old versions; it is made where it is sent.
 */
final class HeadHandlerAdvice {

  private HeadHandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object handler) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      Carried.put(handler, operation);
    }
  }
}
