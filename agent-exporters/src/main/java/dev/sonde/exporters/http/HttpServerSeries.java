package dev.sonde.exporters.http;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import org.jspecify.annotations.Nullable;

/** What is measured of the requests with the same labels; found by one look-up. */
final class HttpServerSeries {

  private final Registry registry;
  private final @Nullable String[] labels;
  private final Histogram durations;
  private @Nullable Histogram requestSizes;
  private @Nullable Histogram responseSizes;

  HttpServerSeries(Registry registry, @Nullable String[] labels) {
    this.registry = registry;
    this.labels = labels;
    this.durations = registry.histogram(Catalogue.HTTP_SERVER_REQUEST_DURATION, labels);
  }

  void record(HttpServerOperation operation, Exemplars exemplars) {
    exemplars.record(durations, operation);
    if (operation.requestBytes >= 0) {
      Histogram sizes = requestSizes;
      if (sizes == null) {
        sizes = histogram(Catalogue.HTTP_SERVER_REQUEST_BODY_SIZE);
        requestSizes = sizes;
      }
      sizes.record(operation.requestBytes);
    }
    if (operation.responseBytes >= 0) {
      Histogram sizes = responseSizes;
      if (sizes == null) {
        sizes = histogram(Catalogue.HTTP_SERVER_RESPONSE_BODY_SIZE);
        responseSizes = sizes;
      }
      sizes.record(operation.responseBytes);
    }
  }

  /** The same series whichever thread asks first. */
  private Histogram histogram(Metric metric) {
    return durations.isOverflow()
        ? registry.overflowHistogram(metric)
        : registry.histogram(metric, labels);
  }
}
