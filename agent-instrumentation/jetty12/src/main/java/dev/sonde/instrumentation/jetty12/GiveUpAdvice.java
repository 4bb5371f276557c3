package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * In {@code HttpChannelState.ChannelResponse.lockedFailWrite}: what is written from now on fails.
 * That need not be a failure: there may be nothing left to write.
 */
final class GiveUpAdvice {

  private GiveUpAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("_request") HttpChannelState.ChannelRequest request) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation != null) {
      operation.givenUp = true;
    }
  }
}
