package dev.sonde.instrumentation.resteasy;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.resteasy.spi.ApplicationException;

/** In {@code SynchronousDispatcher.writeException}: what is about to be mapped to a response. */
final class WriteExceptionAdvice {

  private WriteExceptionAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(2) Throwable thrown) {
    HttpServerProbe.caught(thrown instanceof ApplicationException ? thrown.getCause() : thrown);
  }
}
