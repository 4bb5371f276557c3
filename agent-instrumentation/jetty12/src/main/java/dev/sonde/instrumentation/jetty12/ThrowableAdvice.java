package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpException;

/**
 * In {@code handleException} of the servlet channels: what the application threw at them, unless
 * they answer it with an error of the client's.
 */
final class ThrowableAdvice {

  private ThrowableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Throwable thrown) {
    if (!(thrown instanceof HttpException) || ((HttpException) thrown).getCode() >= 500) {
      HttpServerProbe.failed(thrown);
    }
  }
}
