package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;

/** In {@code Exchange.openResponseBody}. */
final class BodyAdvice {

  private BodyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object exchange,
      @Advice.FieldValue("call") Object call,
      @Advice.Argument(0) Response response) {
    MinioProbe.opened(exchange, call, response.code());
  }
}
