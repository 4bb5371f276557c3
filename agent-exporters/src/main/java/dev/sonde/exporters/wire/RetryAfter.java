package dev.sonde.exporters.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header: seconds, or an HTTP date. */
final class RetryAfter {

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** In milliseconds from now, -1 for what is neither. */
  static long millis(String value) {
    boolean number = !value.isEmpty() && value.length() <= MOST_DIGITS;
    for (int i = 0; i < value.length(); i++) {
      number &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return number ? Long.parseLong(value) * 1000 : untilDate(value);
  }

  private static long untilDate(String value) {
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      return Math.max(0, date.toEpochMilli() - System.currentTimeMillis());
    } catch (DateTimeException e) {
      return -1;
    }
  }
}
