package dev.sonde.exporters.http;

import dev.sonde.boot.HttpClientOperation;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is measured of the sent requests with the same labels; found by one look-up. */
final class HttpClientSeries {

  private final Registry registry;
  private final @Nullable String[] labels;
  private final Histogram durations;
  private @Nullable Histogram requestSizes;
  private @Nullable Histogram responseSizes;

  HttpClientSeries(Registry registry, @Nullable String[] labels) {
    this.registry = registry;
    this.labels = labels;
    this.durations = registry.histogram(Catalogue.HTTP_CLIENT_REQUEST_DURATION, labels);
  }

  void record(HttpClientOperation operation, Exemplars exemplars) {
    exemplars.record(durations, operation);
    if (operation.requestBytes >= 0) {
      Histogram sizes = requestSizes;
      if (sizes == null) {
        sizes = histogram(Catalogue.HTTP_CLIENT_REQUEST_BODY_SIZE);
        requestSizes = sizes;
      }
      sizes.record(operation.requestBytes);
    }
    if (operation.responseBytes >= 0) {
      Histogram sizes = responseSizes;
      if (sizes == null) {
        sizes = histogram(Catalogue.HTTP_CLIENT_RESPONSE_BODY_SIZE);
        responseSizes = sizes;
      }
      sizes.record(operation.responseBytes);
    }
  }

  /** The same series whichever thread asks first; sizes do not tell the version. */
  private Histogram histogram(Metric metric) {
    return durations.isOverflow()
        ? registry.overflowHistogram(metric)
        : registry.histogram(metric, Arrays.copyOf(labels, metric.labels().size()));
  }
}
