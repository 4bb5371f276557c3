package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/** In {@code BytesReadTrackingPublisher.subscribe}, which makes a subscriber of its own first. */
final class SubscribeAdvice {

  private SubscribeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object publisher) {
    S3Probe.give(Carried.get(publisher));
  }
}
