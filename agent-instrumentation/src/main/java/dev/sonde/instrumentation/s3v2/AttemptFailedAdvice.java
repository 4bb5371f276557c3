package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Details;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** In {@code RetryableStageHelper.setLastException}: an attempt has failed, by whatever. */
final class AttemptFailedAdvice {

  private AttemptFailedAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("context") RequestExecutionContext context,
      @Advice.FieldValue("lastException") @Nullable SdkException failure) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation == null) {
      return;
    }
    if (failure instanceof AwsServiceException) {
      AwsServiceException refusal = (AwsServiceException) failure;
      AwsErrorDetails error = refusal.awsErrorDetails();
      operation.answered(refusal.statusCode(), error == null ? null : error.errorCode());
      S3Details details = operation.details;
      if (details != null && details.requestId == null) {
        details.requestId = refusal.requestId();
      }
    }
    operation.attempted(failure);
  }
}
