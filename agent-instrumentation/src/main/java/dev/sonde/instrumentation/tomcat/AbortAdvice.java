package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.ClientAbortException;

/**
 * In {@code StandardWrapperValve.exception}, where newer versions say with which status: a client
 * that is gone is a failure, another bad request is its status alone.
 */
final class AbortAdvice {

  private AbortAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(2) Throwable thrown) {
    if (thrown instanceof ClientAbortException) {
      HttpServerProbe.failed(thrown);
    }
  }
}
