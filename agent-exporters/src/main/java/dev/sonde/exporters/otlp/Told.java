package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.ErrorTypes;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of the application's tells, in that one's place: it holds nothing more of the
 * application, whose classes may have to go.
 */
final class Told extends Throwable implements ErrorTypes.StandIn {

  private static final long serialVersionUID = 1;

  final String type;
  final @Nullable String message;
  final @Nullable String stackTrace;

  /** The last count that it was in. */
  private int counted;

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

  @Override
  public String standsFor() {
    return type;
  }

  /** The same without what is longer than that, the longest first. */
  Told within(long room) {
    if (length(message) + length(stackTrace) <= room) {
      return this;
    }
    return new Told(type, length(message) <= room ? message : null, null);
  }

  /**
   * How many characters it holds; 0 when it was counted already.
   *
   * @param count which one; another number each time
   */
  long countedIn(int count) {
    if (counted == count) {
      return 0;
    }
    counted = count;
    return length(message) + length(stackTrace);
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
