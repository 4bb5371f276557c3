package dev.sonde.exporters.otlp;

/** The times of the export that are not configured. */
final class Timing {

  static final Timing DEFAULT = new Timing(1_000, 10_000, 300_000, 30_000, 5_000);

  /** Before a request is sent for the second time; each further wait is longer. */
  final long firstBackOffMillis;

  /** The longest that the exporter waits by its own decision. */
  final long mostBackOffMillis;

  /** The longest that it waits because the receiver asks for it. */
  final long mostRetryAfterMillis;

  /** Between two looks for a receiver that nobody configured. */
  final long lookMillis;

  /** How long what waits may hold the application's exceptions while nothing can be sent. */
  final long settleMillis;

  Timing(
      long firstBackOffMillis,
      long mostBackOffMillis,
      long mostRetryAfterMillis,
      long lookMillis,
      long settleMillis) {
    this.firstBackOffMillis = firstBackOffMillis;
    this.mostBackOffMillis = mostBackOffMillis;
    this.mostRetryAfterMillis = mostRetryAfterMillis;
    this.lookMillis = lookMillis;
    this.settleMillis = settleMillis;
  }
}
