package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code Exchange.bodyComplete}, from when the body may also be that of a socket. */
final class CompleteAdvice {

  private CompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object exchange,
      @Advice.FieldValue("call") Object call,
      @Advice.Argument(0) long bytes,
      @Advice.Argument(2) boolean response,
      @Advice.Argument(3) boolean request,
      @Advice.Argument(4) @Nullable Throwable thrown) {
    MinioProbe.finished(exchange, call, bytes, response, request, thrown);
  }
}
