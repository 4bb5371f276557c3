package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;

/**
 * In {@code createRequest}: the credentials are there, and the operation's own call is the one for
 * this very object, which signing keeps.
 */
final class RequestAdvice {

  private RequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object url) {
    MinioProbe.requests(url);
  }
}
