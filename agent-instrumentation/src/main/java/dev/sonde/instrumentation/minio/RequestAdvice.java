package dev.sonde.instrumentation.minio;

import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;

/**
 * In {@code createRequest}: the credentials are there, and the next HTTP call is the operation's.
 */
final class RequestAdvice {

  private RequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) HttpUrl url) {
    S3Operation operation = S3Probe.current();
    if (operation != null && operation.serverAddress == null) {
      operation.serverAddress = url.host();
      operation.serverPort = url.port();
    }
  }
}
