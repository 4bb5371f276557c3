package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** At the end of an asynchronous response's body: what comes of it is the caller's. */
final class CompleteAdvice {

  private CompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This Object subscriber) {
    return S3Probe.came(Carried.get(subscriber), null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    S3Probe.exit(before);
  }
}
