package dev.sonde.instrumentation.s3v1;

import com.amazonaws.AmazonServiceException;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code handleErrorResponse}, which makes an exception of a response: it has the code. */
final class ErrorAdvice {

  private ErrorAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable Object exception) {
    S3Operation operation = S3Probe.current();
    if (operation != null
        && operation.status >= 400
        && exception instanceof AmazonServiceException) {
      operation.answered(operation.status, ((AmazonServiceException) exception).getErrorCode());
    }
  }
}
