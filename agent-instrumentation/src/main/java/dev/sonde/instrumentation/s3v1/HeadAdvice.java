package dev.sonde.instrumentation.s3v1;

import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.apache.http.Header;
import org.apache.http.HttpResponse;

/**
 * In {@code isRequestSuccessful}, which the SDK asks as soon as the head of a response is there.
 */
final class HeadAdvice {

  private HeadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) HttpResponse response) {
    S3Operation operation = S3Probe.current();
    if (operation == null) {
      return;
    }
    operation.answered(response.getStatusLine().getStatusCode(), null);
    Header length = response.getFirstHeader("Content-Length");
    operation.announces(length == null ? null : length.getValue());
    if (operation.details != null) {
      Header id = response.getFirstHeader("x-amz-request-id");
      Header other = id == null ? response.getFirstHeader("x-amzn-RequestId") : id;
      Header extended = response.getFirstHeader("x-amz-id-2");
      operation.details.requestId = other == null ? null : other.getValue();
      operation.details.extendedRequestId = extended == null ? null : extended.getValue();
    }
  }
}
