package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import org.jspecify.annotations.Nullable;

/** What the endpoint tells of itself. */
final class ScrapeMetrics {

  /** The values of {@code error.type}. */
  enum Failure {
    /** Refused, because too many were under way. */
    BUSY("busy"),
    /** The client went away or took too long. */
    IO("io"),
    /** The rendering failed. */
    INTERNAL("internal");

    private final String label;

    Failure(String label) {
      this.label = label;
    }
  }

  private final Registry registry;
  private final Histogram duration;
  private final Histogram size;

  ScrapeMetrics(Registry registry) {
    this.registry = registry;
    this.duration = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION);
    this.size = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_SIZE);
  }

  void served(Format format, long nanos, long bytes) {
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, format.label(), null).add(1);
    duration.record(nanos);
    size.record(bytes);
  }

  /**
   * Counts a scrape that was not served.
   *
   * @param format null where the request was not read
   */
  void failed(@Nullable Format format, Failure failure) {
    String label = format == null ? null : format.label();
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, label, failure.label).add(1);
  }
}
