package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.HttpChannel;
import org.jspecify.annotations.Nullable;

/** In {@code HttpChannel.abort}: why a response can't be sent to its end, in an early 9.4. */
final class EarlyAbortAdvice {

  private EarlyAbortAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This HttpChannel channel, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    if (operation != null) {
      operation.fail(failure);
      operation.givenUp = true;
    }
  }
}
