package dev.sonde.instrumentation.s3v1;

import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;

/** In what makes the state of an attempt ready, right before the signed request is sent. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      operation.attempt();
    }
  }
}
