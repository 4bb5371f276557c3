package dev.sonde.instrumentation.jersey;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.glassfish.jersey.server.internal.process.MappableException;

/** In {@code ServerRuntime.Responder.process}: what is about to be mapped to a response. */
final class ResponderAdvice {

  private ResponderAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Throwable thrown) {
    HttpServerProbe.caught(thrown instanceof MappableException ? thrown.getCause() : thrown);
  }
}
