package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Details;
import dev.sonde.boot.S3Operation;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.utils.Pair;

/** In {@code MakeHttpRequestStage.execute}: an attempt, until the head of its response is there. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(
      @Advice.Argument(0) SdkHttpFullRequest request,
      @Advice.Argument(1) RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation != null) {
      operation.attempt(request.host(), request.port());
      if (operation.sendsObject()) {
        String length = request.firstMatchingHeader("x-amz-decoded-content-length").orElse(null);
        operation.sends(
            length == null ? request.firstMatchingHeader("Content-Length").orElse(null) : length);
      }
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable Pair<SdkHttpFullRequest, SdkHttpFullResponse> exchange) {
    if (operation == null) {
      return;
    }
    if (exchange == null) {
      operation.unanswered();
      return;
    }
    SdkHttpFullResponse response = exchange.right();
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
