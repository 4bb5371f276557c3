package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code AsyncContextImpl$AsyncRunnable.run}, which wraps what a dispatched servlet has thrown.
 */
final class DispatchErrorAdvice {

  private DispatchErrorAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      HttpServerProbe.failed(thrown.getCause());
    }
  }
}
