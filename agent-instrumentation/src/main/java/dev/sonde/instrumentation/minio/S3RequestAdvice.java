package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import dev.sonde.boot.S3Method;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import io.minio.Http;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code executeAsync}, from 9.0 on: its callback tells the end, if it comes to a call. */
final class S3RequestAdvice {

  private S3RequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(
      @Advice.This Object client,
      @Advice.Argument(0) Http.S3Request request,
      @Advice.Argument(1) @Nullable String region) {
    if (!MinioProbe.canPromise(client)) {
      return null;
    }
    String bucket = request.bucket();
    String object = request.object();
    Http.Headers headers = request.headers();
    boolean copies = headers != null && headers.containsKey("x-amz-copy-source");
    S3Operation operation =
        S3Probe.start(
            "S3",
            S3Method.of(
                ((Enum<?>) request.method()).name(),
                bucket != null,
                object != null,
                request.queryParams(),
                copies),
            bucket);
    if (operation != null) {
      operation.region = region;
      if (operation.details != null) {
        operation.details.key(object);
      }
      operation.enter();
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable CompletableFuture<?> future,
      @Advice.Thrown @Nullable Throwable thrown) {
    MinioProbe.left(operation, thrown);
    if (operation != null && future != null && future.isCompletedExceptionally()) {
      MinioProbe.refused(operation, future);
    }
  }
}
