package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.ErrorResponse;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the constructor of what the client makes of an error: it has the service's code. */
final class ErrorAdvice {

  private ErrorAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This ErrorResponseException exception,
      @Advice.Argument(0) @Nullable ErrorResponse response) {
    MinioProbe.failed(response == null ? null : response.code(), exception);
  }
}
