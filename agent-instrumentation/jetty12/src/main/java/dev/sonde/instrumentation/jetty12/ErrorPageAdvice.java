package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * In {@code HttpChannelState.ErrorCallback}: how long the response was that the container made of a
 * failure, which is not the application's.
 */
final class ErrorPageAdvice {

  private ErrorPageAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("_request") HttpChannelState.ChannelRequest request,
      @Advice.FieldValue("_errorResponse") HttpChannelState.ChannelResponse response) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation != null) {
      operation.responseBytes = response.getContentBytesWritten();
    }
  }
}
