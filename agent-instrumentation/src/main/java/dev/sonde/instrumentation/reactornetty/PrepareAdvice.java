package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import dev.sonde.instrumentation.reactornetty.client.UriEndpoint;
import net.bytebuddy.asm.Advice;

/** In {@code HttpClientHandler.requestWithBody}: an attempt has a connection, and is prepared. */
final class PrepareAdvice {

  private PrepareAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object call,
      @Advice.FieldValue("toURI") UriEndpoint url,
      @Advice.Argument(0) Object connection) {
    HttpCallProbe.connected(call, connection, url.scheme, url.pathAndQuery);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit() {
    HttpCallProbe.prepared();
  }
}
