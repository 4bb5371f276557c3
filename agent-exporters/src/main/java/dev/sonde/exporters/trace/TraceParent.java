package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code traceparent} and {@code tracestate} of W3C Trace Context.
 *
 * <pre>
 *   00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
 *   0  3                                36               53
 * </pre>
 */
final class TraceParent {

  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;

  private static final int MOST_STATE_LENGTH = 512;
  private static final int MOST_STATE_MEMBERS = 32;

  private TraceParent() {}

  /**
   * Reads a header into the origin; false, and the origin untouched, when it is not valid. A comma
   * is valid in no version: it stands between the values of a header that came twice.
   */
  static boolean read(@Nullable String header, Origin to) {
    if (header == null || !isWellFormed(header)) {
      return false;
    }
    long high = Hex.parse(header, TRACE_ID, TRACE_ID + 16);
    long low = Hex.parse(header, TRACE_ID + 16, TRACE_ID + 32);
    long span = Hex.parse(header, SPAN_ID, SPAN_ID + 16);
    if ((high | low) == 0 || span == 0) {
      return false;
    }
    to.traceIdHigh = high;
    to.traceIdLow = low;
    to.parentSpanId = span;
    to.sampled = (Hex.parse(header, FLAGS, LENGTH) & 1) != 0;
    return true;
  }

  private static boolean isWellFormed(String header) {
    if (header.length() < LENGTH
        || header.charAt(TRACE_ID - 1) != '-'
        || header.charAt(SPAN_ID - 1) != '-'
        || header.charAt(FLAGS - 1) != '-'
        || !Hex.isHex(header, 0, TRACE_ID - 1)
        || !Hex.isHex(header, TRACE_ID, SPAN_ID - 1)
        || !Hex.isHex(header, SPAN_ID, FLAGS - 1)
        || !Hex.isHex(header, FLAGS, LENGTH)) {
      return false;
    }
    long version = Hex.parse(header, 0, TRACE_ID - 1);
    if (version == 0) {
      return header.length() == LENGTH;
    }
    return version != 0xff
        && (header.length() == LENGTH || header.charAt(LENGTH) == '-')
        && header.indexOf(',', LENGTH) < 0;
  }

  /** A {@code tracestate} as it may be handed on; null when it is broken, empty or too long. */
  static @Nullable String state(@Nullable String header) {
    if (header == null || header.length() > MOST_STATE_LENGTH) {
      return null;
    }
    int members = 0;
    int start = 0;
    while (start <= header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      int first = start;
      while (first < end && isBlank(header.charAt(first))) {
        first++;
      }
      if (first < end) {
        if (!isMember(header, first, end) || ++members > MOST_STATE_MEMBERS) {
          return null;
        }
      }
      start = end + 1;
    }
    return members == 0 ? null : header;
  }

  private static boolean isMember(String header, int start, int end) {
    int equals = -1;
    for (int i = start; i < end; i++) {
      char c = header.charAt(i);
      if (c == '=' && equals < 0) {
        equals = i;
      } else if ((c < ' ' && c != '\t') || c > '~') {
        return false;
      }
    }
    return equals > start;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  @SuppressWarnings("deprecation") // each byte is a character
  static String write(Context context) {
    return new String(bytes(context), 0);
  }

  /** What {@link #write} writes, as it is sent. */
  static byte[] bytes(Context context) {
    byte[] header = new byte[LENGTH];
    header[0] = '0';
    header[1] = '0';
    header[TRACE_ID - 1] = '-';
    Hex.write(context.traceIdHigh, header, TRACE_ID);
    Hex.write(context.traceIdLow, header, TRACE_ID + 16);
    header[SPAN_ID - 1] = '-';
    Hex.write(context.spanId, header, SPAN_ID);
    header[FLAGS - 1] = '-';
    header[FLAGS] = '0';
    header[FLAGS + 1] = (byte) (context.sampled ? '1' : '0');
    return header;
  }
}
