package dev.sonde.exporters.prometheus;

import java.math.BigDecimal;

/** Numbers as ASCII, without garbage where values are whole or multiples of a billionth. */
final class Numbers {

  /** The most bytes that one number takes. */
  static final int MOST_BYTES = 32;

  /** Above this, a double no longer tells neighbouring whole numbers apart. */
  private static final double WHOLE = 1L << 53;

  private static final double BILLION = 1e9;

  private Numbers() {}

  /** Puts a number and returns the position behind it. */
  static int put(byte[] to, int at, long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        return ascii(to, at, "-9223372036854775808");
      }
      to[at] = '-';
      return put(to, at + 1, -value);
    }
    int end = at + digits(value);
    long rest = value;
    for (int i = end - 1; i >= at; i--) {
      long tenth = rest / 10;
      to[i] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
    return end;
  }

  /** Puts a number, one of infinity and NaN included, and returns the position behind it. */
  static int put(byte[] to, int at, double value) {
    if (Double.isNaN(value)) {
      return ascii(to, at, "NaN");
    }
    if (Double.isInfinite(value)) {
      return ascii(to, at, value > 0 ? "+Inf" : "-Inf");
    }
    long whole = (long) value;
    if (whole == value && Math.abs(value) < WHOLE) {
      return put(to, at, whole);
    }
    double billionths = Math.rint(value * BILLION);
    if (Math.abs(billionths) < WHOLE && billionths / BILLION == value) {
      return putBillionths(to, at, (long) billionths);
    }
    return ascii(to, at, Double.toString(value));
  }

  private static int putBillionths(byte[] to, int start, long value) {
    int at = start;
    long positive = value;
    if (value < 0) {
      to[at++] = '-';
      positive = -value;
    }
    at = put(to, at, positive / 1_000_000_000);
    to[at++] = '.';
    return putFraction(to, at, positive % 1_000_000_000, 9);
  }

  /** Puts the digits behind a point, zeros at their end left out but one. */
  private static int putFraction(byte[] to, int at, long fraction, int width) {
    long rest = fraction;
    int end = at + width;
    for (int i = end - 1; i >= at; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    while (end > at + 1 && to[end - 1] == '0') {
      end--;
    }
    return end;
  }

  /** Puts milliseconds since 1970 as seconds and returns the position behind them. */
  static int putSeconds(byte[] to, int at, long epochMillis) {
    int end = put(to, at, epochMillis / 1000);
    to[end++] = '.';
    return putFraction(to, end, epochMillis % 1000, 3);
  }

  /** Puts 16 hexadecimal digits and returns the position behind them. */
  static int putHex(byte[] to, int at, long value) {
    for (int i = 0; i < 16; i++) {
      int digit = (int) (value >>> (60 - 4 * i)) & 15;
      to[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return at + 16;
  }

  /**
   * The one form that OpenMetrics gives a bound, so that {@code le} never changes with format or
   * exposer: {@code 0.005}, {@code 1.0}, {@code 1e-05}, {@code 1.048576e+06}.
   */
  static String canonical(double bound) {
    if (bound == 0 || Double.isNaN(bound) || Double.isInfinite(bound)) {
      byte[] bytes = new byte[MOST_BYTES];
      int end = put(bytes, 0, bound);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < end; i++) {
        text.append((char) bytes[i]);
      }
      return bound == 0 ? "0.0" : text.toString();
    }
    BigDecimal decimal = new BigDecimal(Double.toString(bound)).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent < -4 || exponent >= 6) {
      StringBuilder text = new StringBuilder(bound < 0 ? "-" : "").append(digits.charAt(0));
      if (digits.length() > 1) {
        text.append('.').append(digits, 1, digits.length());
      }
      int size = Math.abs(exponent);
      text.append(exponent < 0 ? "e-" : "e+").append(size < 10 ? "0" : "").append(size);
      return text.toString();
    }
    String plain = decimal.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private static int ascii(byte[] to, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      to[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }
}
