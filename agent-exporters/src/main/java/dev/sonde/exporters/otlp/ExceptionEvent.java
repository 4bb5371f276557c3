package dev.sonde.exporters.otlp;

import dev.sonde.exporters.db.DatabaseFailures;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * An application's exception as the span event {@code exception}. Message and stack trace are the
 * application's own code: they may throw whatever they like, and then are left out.
 */
final class ExceptionEvent {

  private static final byte[] TYPE = Attributes.key("exception.type");
  private static final byte[] MESSAGE = Attributes.key("exception.message");
  private static final byte[] STACK_TRACE = Attributes.key("exception.stacktrace");

  private static final int TIME = 1;
  private static final int NAME = 2;
  private static final int ATTRIBUTES = 3;
  private static final int DROPPED = 4;

  private static final int MOST_CAUSES = 8;
  private static final StackTraceElement[] NO_FRAMES = {};

  private final ProtoBuffer out;
  private final Attributes attributes;
  private final int attributeLength;
  private final int stackTraceLength;
  private final boolean databases;

  /**
   * @param databases whether what databases say may be told: they quote what they were given
   */
  ExceptionEvent(ProtoBuffer out, SpanLimits limits, boolean databases) {
    this.out = out;
    this.attributes = new Attributes(out, limits.attributeLength, limits.attributeCount);
    this.attributeLength = limits.attributeLength;
    this.stackTraceLength = limits.stackTraceLength;
    this.databases = databases;
  }

  /**
   * Writes one.
   *
   * @param mayTell whether what the exception and its causes say may be told, where none of them is
   *     a database's
   */
  void write(int field, Throwable thrown, long epochNanos, boolean mayTell) {
    Told told = told(thrown, mayTell, true);
    int event = out.begin(field);
    out.fixed64(TIME, epochNanos);
    out.string(NAME, "exception");
    attributes.to(ATTRIBUTES);
    attributes.put(TYPE, told.type);
    attributes.put(MESSAGE, told.message);
    if (told.stackTrace != null) {
      attributes.put(STACK_TRACE, told.stackTrace, stackTraceLength);
    }
    if (attributes.dropped() > 0) {
      out.varint(DROPPED, attributes.dropped());
    }
    out.end(event);
  }

  /**
   * What is written of an exception.
   *
   * @param traced whether with its stack trace
   */
  Told told(Throwable thrown, boolean mayTell, boolean traced) {
    if (thrown instanceof Told) {
      return (Told) thrown;
    }
    boolean messages = mayTell && (databases || !DatabaseFailures.mayBeBehind(thrown));
    String trace = null;
    if (traced) {
      trace = (messages ? stackTrace(thrown) : frames(thrown)).toString();
    }
    return new Told(thrown.getClass().getName(), messages ? message(thrown) : null, trace);
  }

  /** A little longer than it may be, so that it is seen where it has to be cut. */
  private @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null || message.length() - 1 <= attributeLength
          ? message
          : message.substring(0, attributeLength + 1);
    } catch (Throwable e) {
      return null;
    }
  }

  /** The stack trace without what the exception and its causes say. */
  private CharSequence frames(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(each.getClass().getName()).append('\n');
      for (StackTraceElement frame : framesOf(each)) {
        if (text.length() > stackTraceLength) {
          return text;
        }
        text.append("\tat ").append(frame).append('\n');
      }
      each = cause(each);
    }
    return text;
  }

  private static StackTraceElement[] framesOf(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames == null ? NO_FRAMES : frames;
    } catch (Throwable e) {
      return NO_FRAMES;
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable e) {
      return null;
    }
  }

  private CharSequence stackTrace(Throwable thrown) {
    Bounded text = new Bounded(stackTraceLength);
    try {
      PrintWriter writer = new PrintWriter(text);
      thrown.printStackTrace(writer);
      writer.flush();
    } catch (Throwable e) {
      // What was printed until then is what there is.
    }
    return text.text;
  }

  /** Keeps the first characters that are written, and ends the writing at the bound. */
  private static final class Bounded extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      int room = most + 1 - text.length();
      text.append(chars, offset, Math.min(length, room));
      if (length >= room) {
        throw new ProtoBuffer.Full();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
