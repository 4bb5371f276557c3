package dev.sonde.instrumentation.minio;

import com.google.common.collect.Multimap;
import dev.sonde.boot.MinioProbe;
import dev.sonde.boot.S3Method;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** In {@code executeAsync}, from 8.4 on: its callback tells the end. */
final class AsyncCallAdvice {

  private AsyncCallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(
      @Advice.This Object client,
      @Advice.Argument(0) Enum<?> method,
      @Advice.Argument(1) @Nullable String bucket,
      @Advice.Argument(2) @Nullable String object,
      @Advice.Argument(3) @Nullable String region,
      @Advice.Argument(4) @Nullable Headers headers,
      @Advice.Argument(5) @Nullable Multimap<String, String> query) {
    if (!MinioProbe.canPromise(client)) {
      return null;
    }
    String source = headers == null ? null : headers.get("x-amz-copy-source");
    S3Operation operation =
        S3Probe.start(
            "S3",
            S3Method.of(
                method.name(),
                bucket != null,
                object != null,
                query == null ? null : query.keySet(),
                source != null),
            bucket);
    if (operation != null) {
      operation.region = region;
      if (operation.details != null) {
        operation.details.key(object);
        operation.details.copySource(source);
      }
      operation.enter();
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation, @Advice.Thrown @Nullable Throwable thrown) {
    MinioProbe.left(operation, thrown);
  }
}
