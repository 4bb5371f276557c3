package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.S3Details;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.core.internal.handler.BaseAsyncClientHandler;

/**
 * In {@code execute} of the two {@code …ClientHandler}: a call with all its attempts, which the
 * asynchronous one goes on with after it has returned a future.
 */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(
      @Advice.This Object handler, @Advice.Argument(0) ClientExecutionParams<?, ?> params) {
    if (!S3Probe.isOn()) {
      return null;
    }
    SdkRequest request = params.getInput();
    String service = S3Probe.service(handler, request);
    String bucket = null;
    if (request != null && "S3".equals(service)) {
      bucket = request.getValueForField("Bucket", S3Probe.TEXT).orElse(null);
    }
    S3Operation operation = S3Probe.start(service, params.getOperationName(), bucket);
    S3Details details = operation == null ? null : operation.details;
    if (details != null && bucket != null) {
      if (details.tellsKeys()) {
        details.key(request.getValueForField("Key", S3Probe.TEXT).orElse(null));
        details.copySource(
            request.getValueForField("CopySource", S3Probe.TEXT).orElse(null),
            request.getValueForField("SourceBucket", S3Probe.TEXT).orElse(null),
            request.getValueForField("SourceKey", S3Probe.TEXT).orElse(null));
      }
      details.uploadId = request.getValueForField("UploadId", S3Probe.TEXT).orElse(null);
      details.part(request.getValueForField("PartNumber", S3Probe.ANYTHING).orElse(null));
    }
    if (operation != null) {
      operation.enter();
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object handler,
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable Object result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (handler instanceof BaseAsyncClientHandler) {
      S3Probe.promised(operation, (CompletableFuture<?>) result, thrown);
    } else {
      S3Probe.returned(operation, result instanceof ResponseInputStream ? result : null, thrown);
    }
  }
}
