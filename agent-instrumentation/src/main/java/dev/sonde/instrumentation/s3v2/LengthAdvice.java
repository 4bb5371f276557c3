package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** In what sets the length of an asynchronous request's body, while it is being sent. */
final class LengthAdvice {

  private LengthAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable SdkHttpFullRequest request) {
    S3Operation operation = S3Probe.current();
    if (operation != null && request != null && operation.sendsObject()) {
      String length = request.firstMatchingHeader("x-amz-decoded-content-length").orElse(null);
      operation.sends(
          length == null ? request.firstMatchingHeader("Content-Length").orElse(null) : length);
    }
  }
}
