package dev.sonde.exporters.http;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerRecorder;
import dev.sonde.boot.Origin;
import dev.sonde.boot.SelfProbe;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracing;
import org.jspecify.annotations.Nullable;

/** Measures the requests that this process serves: in flight, duration, and the span. */
public final class HttpServerMeasurements extends HttpServerRecorder {

  private static final String HTTP = "http";
  private static final String HTTPS = "https";
  private static final int MOST_ERROR_TYPES = 100;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final SeriesTable<Histogram> durations;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);

  /** By method, and within a method by scheme; a handle is made when it is first needed. */
  private final @Nullable Counter[] active = new @Nullable Counter[2 * HttpMethods.count()];

  public HttpServerMeasurements(Registry registry, Tracing tracing, Exemplars exemplars) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = exemplars;
    this.durations = SeriesTable.histograms(registry, Catalogue.HTTP_SERVER_REQUEST_DURATION);
  }

  @Override
  public String[] propagationFields() {
    return tracing.propagation().fields();
  }

  @Override
  public HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme) {
    Origin origin = thread.origin();
    tracing.begin(thread, origin);
    int index = HttpMethods.index(method);
    String name = HttpMethods.name(index);
    HttpServerOperation operation =
        new HttpServerOperation(origin, thread, name, isSecure(scheme) ? HTTPS : HTTP);
    if (operation.recording && name.equals(HttpMethods.OTHER)) {
      operation.originalMethod = method;
    }
    active(index, operation.scheme).add(1);
    return operation;
  }

  private static boolean isSecure(@Nullable String scheme) {
    return HTTPS.equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
  }

  @SuppressWarnings("ReferenceEquality") // an operation's scheme is one of the two constants
  private Counter active(int method, String scheme) {
    int index = 2 * method + (scheme == HTTPS ? 1 : 0);
    Counter counter = active[index];
    if (counter == null) {
      counter =
          registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, HttpMethods.name(method), scheme);
      active[index] = counter;
    }
    return counter;
  }

  @Override
  public void end(HttpServerOperation operation) {
    try {
      active(HttpMethods.index(operation.method), operation.scheme).add(-1);
      String status = HttpStatus.text(operation.status);
      exemplars.record(
          durations.find(
              operation.method,
              operation.scheme,
              operation.route,
              status,
              errorType(operation, status),
              HttpVersions.known(operation.protocolVersion)),
          operation);
      tracing.end(operation);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, HTTP);
    }
  }

  private @Nullable String errorType(HttpServerOperation operation, @Nullable String status) {
    Throwable error = operation.error();
    if (error != null) {
      return errorTypes.of(error);
    }
    return HttpStatus.isServerError(operation.status) ? status : null;
  }
}
