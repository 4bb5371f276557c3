package dev.sonde.exporters.http;

import org.jspecify.annotations.Nullable;

/** Status codes as label values, each text made once. */
public final class HttpStatus {

  private static final int LEAST = 100;
  private static final int MOST = 999;
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private static final @Nullable String[] TEXTS = new @Nullable String[MOST - LEAST + 1];

  private HttpStatus() {}

  /** The code's three digits; null for what is no status code. */
  public static @Nullable String text(int status) {
    if (status < LEAST || status > MOST) {
      return null;
    }
    String text = TEXTS[status - LEAST];
    if (text == null) {
      text = Integer.toString(status);
      TEXTS[status - LEAST] = text;
    }
    return text;
  }

  /** Whether a client takes it for an error. */
  public static boolean isError(int status) {
    return status >= FIRST_ERROR && status <= MOST;
  }

  static boolean isServerError(int status) {
    return status >= FIRST_SERVER_ERROR && status <= MOST;
  }
}
