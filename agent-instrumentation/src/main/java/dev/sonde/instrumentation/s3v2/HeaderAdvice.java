package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** In what adds the application's headers to a request, before it is signed. */
final class HeaderAdvice {

  private HeaderAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) SdkHttpFullRequest.Builder request,
      @Advice.Argument(1) RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    String trace = operation == null ? null : operation.xray();
    if (trace != null && !request.firstMatchingHeader(S3Probe.XRAY_HEADER).isPresent()) {
      request.putHeader(S3Probe.XRAY_HEADER, trace);
    }
  }
}
