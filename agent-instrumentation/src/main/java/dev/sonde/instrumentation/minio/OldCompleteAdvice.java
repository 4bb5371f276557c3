package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Exchange.bodyComplete} until OkHttp 5.1. */
final class OldCompleteAdvice {

  private OldCompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object exchange,
      @Advice.FieldValue("call") Object call,
      @Advice.Argument(0) long bytes,
      @Advice.Argument(1) boolean response,
      @Advice.Argument(2) boolean request,
      @Advice.Argument(3) @Nullable Throwable thrown) {
    MinioProbe.finished(exchange, call, bytes, response, request, thrown);
  }
}
