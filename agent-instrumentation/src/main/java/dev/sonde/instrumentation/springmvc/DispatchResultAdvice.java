package dev.sonde.instrumentation.springmvc;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code DispatcherServlet.processDispatchResult}: what the handler threw, before it is resolved
 * to a response, and what rendering the view throws.
 */
final class DispatchResultAdvice {

  private DispatchResultAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(4) @Nullable Exception thrown) {
    HttpServerProbe.caught(thrown);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    HttpServerProbe.caught(thrown);
  }
}
