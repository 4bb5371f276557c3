package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Details;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Where the head of an asynchronous response is there. */
final class HeadAdvice {

  private HeadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler, @Advice.Argument(0) SdkHttpResponse response) {
    S3Operation operation = (S3Operation) Carried.get(handler);
    if (operation == null) {
      return;
    }
    operation.answered(response.statusCode(), null);
    if (operation.receivesObject()) {
      operation.announces(response.firstMatchingHeader("Content-Length").orElse(null));
    }
    S3Details details = operation.details;
    if (details != null) {
      details.requestId = response.firstMatchingHeader(details.requestIdHeader).orElse(null);
      details.extendedRequestId = response.firstMatchingHeader("x-amz-id-2").orElse(null);
    }
  }
}
