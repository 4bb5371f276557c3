package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of headers that carries a trace from process to process. */
abstract class TraceForm {

  private static final TraceForm W3C =
      new TraceForm("tracecontext", "traceparent", "tracestate") {
        @Override
        Incoming read(Current thread, int first, Origin to) {
          if (!TraceParent.read(thread.incoming(first), to)) {
            return Incoming.NOTHING;
          }
          to.traceState = TraceParent.state(thread.incoming(first + 1));
          return Incoming.TRACE;
        }

        @Override
        @Nullable String value(Context context, int header) {
          return header == 0 ? TraceParent.write(context) : context.traceState;
        }

        @Override
        byte @Nullable [] bytes(Context context, int header) {
          return header == 0 ? TraceParent.bytes(context) : bytes(context.traceState);
        }
      };

  private static final TraceForm B3_SINGLE =
      new TraceForm("b3", "b3") {
        @Override
        Incoming read(Current thread, int first, Origin to) {
          return B3.read(thread.incoming(first), to);
        }

        @Override
        @Nullable String value(Context context, int header) {
          return B3.write(context);
        }
      };

  private static final TraceForm B3_MULTI =
      new TraceForm("b3multi", "X-B3-TraceId", "X-B3-SpanId", "X-B3-Sampled", "X-B3-Flags") {
        @Override
        Incoming read(Current thread, int first, Origin to) {
          return B3.read(
              thread.incoming(first),
              thread.incoming(first + 1),
              thread.incoming(first + 2),
              thread.incoming(first + 3),
              to);
        }

        @Override
        @Nullable String value(Context context, int header) {
          switch (header) {
            case 0:
              return B3.writeTraceId(context);
            case 1:
              return B3.writeSpanId(context);
            case 2:
              return context.sampled ? "1" : "0";
            default:
              return null; // The flags, which nothing of ours sets.
          }
        }
      };

  private static final List<TraceForm> ALL = Arrays.asList(W3C, B3_SINGLE, B3_MULTI);

  private final String name;
  private final List<String> headers;

  private TraceForm(String name, String... headers) {
    this.name = name;
    this.headers = Collections.unmodifiableList(Arrays.asList(headers));
  }

  /** The form of this name in the configuration; null when there is none. */
  static @Nullable TraceForm named(String name) {
    for (TraceForm form : ALL) {
      if (form.name.equals(name)) {
        return form;
      }
    }
    return null;
  }

  final List<String> headers() {
    return headers;
  }

  /** Reads the headers, which begin at {@code first}, and never throws. */
  abstract Incoming read(Current thread, int first, Origin to);

  /** The value of one of the headers; null for one that is not sent. */
  abstract @Nullable String value(Context context, int header);

  /** The same in bytes. */
  byte @Nullable [] bytes(Context context, int header) {
    return bytes(value(context, header));
  }

  static byte @Nullable [] bytes(@Nullable String value) {
    return value == null ? null : value.getBytes(StandardCharsets.US_ASCII);
  }
}
