package dev.sonde.exporters.otlp;

import java.util.Locale;

/** Why a span did not arrive; the values of {@code sonde.drop.reason}. */
enum DropReason {
  /** The queue had no room: more spans end than the receiver takes. */
  QUEUE_FULL,
  /** The receiver could not be reached, or refused. */
  EXPORT_FAILED,
  /** The span is larger than a request may be. */
  LIMIT,
  /** The process ended first. */
  SHUTDOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }
}
