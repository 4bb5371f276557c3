package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpUrlProbe;
import net.bytebuddy.asm.Advice;

/** In {@code HttpURLConnection.disconnect}: nobody waits for an answer any more. */
final class DisconnectAdvice {

  private DisconnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object connection) {
    HttpUrlProbe.finished(connection, null);
  }
}
