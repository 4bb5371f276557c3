package dev.sonde.instrumentation.s3v1;

import com.amazonaws.Request;
import dev.sonde.boot.AwsRequest;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RequestExecutor.executeOneRequest}: what is signed, sent and answered once. */
final class AttemptAdvice {

  private AttemptAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("request") Request<?> request, @Advice.Thrown @Nullable Throwable thrown) {
    S3Operation operation = AwsRequest.operation(request);
    if (operation != null) {
      if (operation.region == null) {
        operation.region = AwsRequest.region(request.getHeaders().get("Authorization"));
      }
      operation.attempted(thrown);
    }
  }
}
