package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The B3 headers of Zipkin, in one header or in several.
 *
 * <pre>
 *   b3: {16 or 32 digits}-{16 digits}[-{0|1|d}[-{16 digits}]]
 *   b3: {0|1|d}
 *   X-B3-TraceId, X-B3-SpanId, X-B3-Sampled: {0|1|true|false}, X-B3-Flags: 1
 * </pre>
 */
final class B3 {

  private static final int ID = 16;

  private B3() {}

  /** Reads {@code b3}. Unless this answers with a trace the origin is untouched. */
  static Incoming read(@Nullable String header, Origin to) {
    if (header == null) {
      return Incoming.NOTHING;
    }
    if (header.length() == 1) {
      char state = header.charAt(0);
      return isState(state) ? newTrace(state) : Incoming.NOTHING;
    }
    int traceEnd = header.length() > 2 * ID && header.charAt(ID) != '-' ? 2 * ID : ID;
    int spanEnd = traceEnd + 1 + ID;
    int length = header.length();
    if (length < spanEnd || header.charAt(traceEnd) != '-') {
      return Incoming.NOTHING;
    }
    char state = 0;
    if (length > spanEnd) {
      int parent = spanEnd + 2;
      boolean hasState = length >= parent && header.charAt(spanEnd) == '-';
      boolean complete = length == parent || hasParent(header, parent);
      if (!hasState || !complete || !isState(header.charAt(spanEnd + 1))) {
        return Incoming.NOTHING;
      }
      state = header.charAt(spanEnd + 1);
    }
    return trace(header, traceEnd, header, traceEnd + 1, state, to);
  }

  private static boolean hasParent(String header, int start) {
    int end = start + 1 + ID;
    return header.length() == end
        && header.charAt(start) == '-'
        && Hex.isHex(header, start + 1, end);
  }

  /** Reads the headers {@code X-B3-…}. Unless this answers with a trace the origin is untouched. */
  static Incoming read(
      @Nullable String traceId,
      @Nullable String spanId,
      @Nullable String sampled,
      @Nullable String flags,
      Origin to) {
    char state = state(sampled, flags);
    if (traceId == null || spanId == null) {
      return traceId == null && spanId == null && state != 0 ? newTrace(state) : Incoming.NOTHING;
    }
    if ((traceId.length() != ID && traceId.length() != 2 * ID) || spanId.length() != ID) {
      return Incoming.NOTHING;
    }
    return trace(traceId, traceId.length(), spanId, 0, state, to);
  }

  private static char state(@Nullable String sampled, @Nullable String flags) {
    if ("1".equals(flags)) {
      return 'd';
    }
    if (sampled == null) {
      return 0;
    }
    switch (sampled) {
      case "1":
      case "true":
        return '1';
      case "0":
      case "false":
        return '0';
      default:
        return 0;
    }
  }

  private static Incoming trace(
      String trace, int traceEnd, String span, int spanStart, char state, Origin to) {
    if (!Hex.isHex(trace, 0, traceEnd) || !Hex.isHex(span, spanStart, spanStart + ID)) {
      return Incoming.NOTHING;
    }
    long high = traceEnd > ID ? Hex.parse(trace, 0, traceEnd - ID) : 0;
    long low = Hex.parse(trace, traceEnd - ID, traceEnd);
    long spanId = Hex.parse(span, spanStart, spanStart + ID);
    if ((high | low) == 0 || spanId == 0) {
      return Incoming.NOTHING;
    }
    to.traceIdHigh = high;
    to.traceIdLow = low;
    to.parentSpanId = spanId;
    to.sampled = state == '1' || state == 'd';
    return state == 0 ? Incoming.TRACE_UNDECIDED : Incoming.TRACE;
  }

  private static boolean isState(char c) {
    return c == '0' || c == '1' || c == 'd';
  }

  private static Incoming newTrace(char state) {
    return state == '0' ? Incoming.DENIED : Incoming.ACCEPTED;
  }

  static String write(Context context) {
    char[] header = new char[2 * ID + 1 + ID + 2];
    Hex.write(context.traceIdHigh, header, 0);
    Hex.write(context.traceIdLow, header, ID);
    header[2 * ID] = '-';
    Hex.write(context.spanId, header, 2 * ID + 1);
    header[3 * ID + 1] = '-';
    header[3 * ID + 2] = context.sampled ? '1' : '0';
    return new String(header);
  }

  static String writeTraceId(Context context) {
    char[] header = new char[2 * ID];
    Hex.write(context.traceIdHigh, header, 0);
    Hex.write(context.traceIdLow, header, ID);
    return new String(header);
  }

  static String writeSpanId(Context context) {
    char[] header = new char[ID];
    Hex.write(context.spanId, header, 0);
    return new String(header);
  }
}
