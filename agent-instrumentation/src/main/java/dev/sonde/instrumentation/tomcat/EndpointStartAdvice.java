package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code AbstractEndpoint.start}: a connector that takes requests from now on. */
final class EndpointStartAdvice {

  private EndpointStartAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object endpoint) {
    HttpConnectors.started("tomcat", endpoint);
  }
}
