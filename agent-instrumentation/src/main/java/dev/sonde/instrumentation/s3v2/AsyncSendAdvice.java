package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * In {@code MakeAsyncHttpRequestStage.executeHttpRequest}, which sends a request: the first one
 * perhaps in the thread of the caller.
 */
final class AsyncSendAdvice {

  private AsyncSendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(
      @Advice.Argument(0) SdkHttpFullRequest request,
      @Advice.Argument(1) RequestExecutionContext context) {
    S3Operation operation = (S3Operation) Carried.get(context);
    if (operation == null) {
      return null;
    }
    operation.attempt(request.host(), request.port());
    return S3Probe.enter(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context before) {
    S3Probe.exit(before);
  }
}
