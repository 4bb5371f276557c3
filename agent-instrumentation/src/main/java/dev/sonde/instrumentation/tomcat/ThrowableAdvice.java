package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Response;

/**
 * In {@code StandardWrapperValve.exception} and {@code StandardHostValve.throwable}: what the
 * application threw at the container.
 */
final class ThrowableAdvice {

  private ThrowableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) Response response, @Advice.Argument(2) Throwable thrown) {
    if (response.getStatus() != Tomcat.BAD_REQUEST) {
      HttpServerProbe.failed(thrown);
    }
  }
}
