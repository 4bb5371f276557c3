package dev.sonde.exporters.otlp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** How an attempt to export ended. */
final class Outcome {

  private static final int MOST_MESSAGE = 200;

  /** Whether the same request may be sent again. */
  final boolean retryable;

  /** True when nothing listens there. */
  final boolean unreachable;

  /** How long the receiver asks to be left alone, -1 when it says nothing of that. */
  final long retryAfterMillis;

  /** The value of {@code error.type}, null for success. */
  final @Nullable String errorType;

  /** What a person may read of it. */
  final String reason;

  /** What the receiver says that it did not take, of a request that it took. */
  final long rejected;

  private Outcome(
      boolean retryable,
      boolean unreachable,
      long retryAfterMillis,
      @Nullable String errorType,
      String reason,
      long rejected) {
    this.retryable = retryable;
    this.unreachable = unreachable;
    this.retryAfterMillis = retryAfterMillis;
    this.errorType = errorType;
    this.reason = reason;
    this.rejected = rejected;
  }

  /** The receiver took the request; its answer may say that it did not take all of it. */
  static Outcome taken(byte[] answer) {
    long rejected = 0;
    String message = "";
    ProtoReader response = new ProtoReader(answer);
    while (response.next()) {
      if (response.field() == 1) {
        ProtoReader partial = response.message();
        while (partial.next()) {
          if (partial.field() == 1) {
            rejected = Math.max(0, partial.number());
          } else if (partial.field() == 2) {
            message = partial.text();
          }
        }
      }
    }
    return new Outcome(false, false, -1, null, shown(message), rejected);
  }

  static Outcome refused(
      String errorType, String reason, boolean retryable, long retryAfterMillis) {
    return new Outcome(retryable, false, retryAfterMillis, errorType, shown(reason), 0);
  }

  /** The connection failed. A request whose answer is late may have been taken: no second try. */
  static Outcome failed(IOException failure) {
    boolean late = failure instanceof SocketTimeoutException;
    boolean unreachable =
        failure instanceof ConnectException
            || failure instanceof NoRouteToHostException
            || failure instanceof UnknownHostException;
    String type = late ? "timeout" : failure.getClass().getName();
    String message = failure.getMessage();
    String reason = late ? "no answer in time" : message == null ? type : message;
    return new Outcome(!late, unreachable, -1, type, shown(reason), 0);
  }

  boolean isTaken() {
    return errorType == null;
  }

  /** A text from outside as it may stand in a log. */
  private static String shown(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < MOST_MESSAGE; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString();
  }
}
