package dev.sonde.exporters.otlp;

import org.jspecify.annotations.Nullable;

/**
 * What an exception of the application's tells, in that one's place: it holds nothing more of the
 * application, whose classes may have to go.
 */
final class Told extends Throwable {

  private static final long serialVersionUID = 1;

  final String type;
  final @Nullable String message;
  final @Nullable String stackTrace;

  Told(String type, @Nullable String message, @Nullable String stackTrace) {
    super(type, null, false, false);
    this.type = type;
    this.message = message;
    this.stackTrace = stackTrace;
  }

  /** The class of an exception, or of the one that it stands for. */
  static String typeOf(Throwable thrown) {
    return thrown instanceof Told ? ((Told) thrown).type : thrown.getClass().getName();
  }

  /** The same without what takes most of the memory. */
  Told brief() {
    return new Told(type, message, null);
  }

  int length() {
    return (message == null ? 0 : message.length())
        + (stackTrace == null ? 0 : stackTrace.length());
  }
}
