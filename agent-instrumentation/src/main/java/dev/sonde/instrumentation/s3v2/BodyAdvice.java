package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** In {@code HandleResponseStage.execute}, where the SDK counts the bytes that are read. */
final class BodyAdvice {

  private BodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation != null && operation.receivesObject()) {
      operation.countedBy(
          context
              .executionAttributes()
              .getAttribute(SdkInternalExecutionAttribute.RESPONSE_BYTES_READ));
    }
  }
}
