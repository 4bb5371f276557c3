package dev.sonde.exporters.trace;

/** Lower-case hexadecimal, read and written by table. */
final class Hex {

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();
  private static final byte[] VALUES = new byte[128];

  static {
    java.util.Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private Hex() {}

  /** True when all characters from {@code start} to {@code end} are lower-case digits. */
  static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The number in up to 16 digits that {@link #isHex} has accepted. */
  static long parse(String text, int start, int end) {
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value << 4 | digit(text.charAt(i));
    }
    return value;
  }

  private static int digit(char c) {
    return c < 128 ? VALUES[c] : -1;
  }

  /** Writes 16 digits as bytes. */
  static void write(long value, byte[] to, int start) {
    for (int i = 15; i >= 0; i--) {
      to[start + i] = (byte) DIGITS[(int) value & 0xf];
      value >>>= 4;
    }
  }

  /** Writes 16 digits. */
  static void write(long value, char[] to, int start) {
    for (int i = 15; i >= 0; i--) {
      to[start + i] = DIGITS[(int) value & 0xf];
      value >>>= 4;
    }
  }
}
