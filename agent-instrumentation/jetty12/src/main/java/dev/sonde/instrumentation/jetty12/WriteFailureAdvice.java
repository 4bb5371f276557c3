package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/** In {@code HttpChannelState.ChannelResponse.failed}: why a response can't be sent to its end. */
final class WriteFailureAdvice {

  private WriteFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("_request") HttpChannelState.ChannelRequest request,
      @Advice.Argument(0) @Nullable Throwable failure) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation != null) {
      operation.fail(failure);
      operation.givenUp = true;
    }
  }
}
