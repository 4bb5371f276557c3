package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpConnectors;
import net.bytebuddy.asm.Advice;

/** In {@code AbstractEndpoint.stop}: a connector that takes no more requests. */
final class EndpointStopAdvice {

  private EndpointStopAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object endpoint) {
    HttpConnectors.stopped(endpoint);
  }
}
