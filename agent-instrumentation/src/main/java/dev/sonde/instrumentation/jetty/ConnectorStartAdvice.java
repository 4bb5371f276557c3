package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code AbstractConnector.doStart}: a connector that takes requests from now on. */
final class ConnectorStartAdvice {

  private ConnectorStartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object connector) {
    HttpConnectors.started("jetty", connector);
  }
}
