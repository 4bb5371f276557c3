package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.DispatcherType;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code ServletDispatchingHandler.handleRequest}: what the application threw at the container.
 * What a forward or an include threw is still the application's to handle.
 */
final class ThrowableAdvice {

  private ThrowableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.Argument(0) HttpServerExchange exchange) {
    ServletRequestContext request = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    DispatcherType type = request == null ? null : request.getDispatcherType();
    return type == DispatcherType.REQUEST || type == DispatcherType.ASYNC;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean outermost, @Advice.Thrown @Nullable Throwable thrown) {
    if (outermost && thrown != null) {
      HttpServerProbe.failed(thrown);
    }
  }
}
