package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** Where the body of an asynchronous response comes, and the SDK begins to count its bytes. */
final class AsyncBodyAdvice {

  private AsyncBodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("context") RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation != null) {
      operation.countedBy(
          context
              .executionAttributes()
              .getAttribute(SdkInternalExecutionAttribute.RESPONSE_BYTES_READ));
      S3Probe.give(operation);
    }
  }
}
