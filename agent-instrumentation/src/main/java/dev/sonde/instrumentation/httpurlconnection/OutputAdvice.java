package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpUrlProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpURLConnection.getOutputStream0}, which sends the head before a body it streams. */
final class OutputAdvice {

  private OutputAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Object connection, @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      HttpUrlProbe.finished(connection, thrown);
    }
  }
}
