package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code AbstractConnector.doStop}: a connector that takes no more requests. */
final class ConnectorStopAdvice {

  private ConnectorStopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connector) {
    HttpConnectors.stopped(connector);
  }
}
