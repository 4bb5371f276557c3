package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;

/** In {@code Exchange.openResponseBody}: the head of the response is there. */
final class BodyAdvice {

  private BodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object exchange,
      @Advice.FieldValue("call") Object call,
      @Advice.Argument(0) Response response) {
    S3Operation operation = MinioProbe.opened(exchange, call, response.isSuccessful());
    if (operation == null) {
      return;
    }
    operation.answered(response.code(), null);
    operation.announces(response.header("Content-Length"));
    if (operation.details != null) {
      operation.details.requestId = response.header("x-amz-request-id");
      operation.details.extendedRequestId = response.header("x-amz-id-2");
    }
  }
}
