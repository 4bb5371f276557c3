package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.HttpChannel;
import org.jspecify.annotations.Nullable;

/** In {@code HttpChannel.abort}: why a response can't be sent to its end, if that is not over. */
final class AbortAdvice {

  private AbortAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This HttpChannel channel, @Advice.Argument(0) @Nullable Throwable failure) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    if (operation != null && !channel.isResponseCompleted()) {
      operation.fail(failure);
      operation.givenUp = true;
    }
  }
}
