package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/**
 * Where an asynchronous attempt has come to its end, and all callbacks of the call are run: what
 * they do belongs to what the call was made in.
 */
final class AnswerAdvice {

  private AnswerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.FieldValue("context") RequestExecutionContext context) {
    return S3Probe.resume(Carried.get(context));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    S3Probe.exit(before);
  }
}
