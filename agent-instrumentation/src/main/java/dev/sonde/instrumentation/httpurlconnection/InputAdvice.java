package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpUrlProbe;
import java.io.InputStream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpURLConnection.getInputStream0}, which sends until there is something to return. */
final class InputAdvice {

  private InputAdvice() {}

  /** False where the answer is there already, and in calls of its own. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(
      @Advice.FieldValue("inputStream") @Nullable InputStream answer,
      @Advice.FieldValue("rememberedException") @Nullable Exception failure) {
    return answer == null && failure == null;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.Enter boolean sending,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (sending) {
      HttpUrlProbe.finished(connection, thrown);
    }
  }
}
