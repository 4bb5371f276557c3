package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * In {@code HttpChannelState.ChannelCallback.lockedCompleteCallback}: the application says that it
 * is done, for the first time.
 */
final class AnsweredAdvice {

  private AnsweredAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("_request") HttpChannelState.ChannelRequest request) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation != null) {
      operation.answered = true;
    }
  }
}
