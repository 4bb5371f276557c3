package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** Where {@code RetryableStageHelper} has nothing left but the last attempt's failure. */
final class GiveUpAdvice {

  private GiveUpAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("context") RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation != null) {
      operation.over();
    }
  }
}
