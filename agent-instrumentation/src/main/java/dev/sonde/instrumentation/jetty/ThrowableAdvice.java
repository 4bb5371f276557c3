package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.BadMessageException;

/**
 * In {@code HttpChannel.handleException}: what the application threw at the container, unless that
 * answers it with an error of the client's.
 */
final class ThrowableAdvice {

  private ThrowableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Throwable thrown) {
    boolean refused =
        thrown instanceof BadMessageException && ((BadMessageException) thrown).getCode() < 500;
    if (!refused) {
      HttpServerProbe.failed(thrown);
    }
  }
}
