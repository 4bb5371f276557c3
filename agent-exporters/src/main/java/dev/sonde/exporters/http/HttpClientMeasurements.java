package dev.sonde.exporters.http;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpClientRecorder;
import dev.sonde.boot.Origin;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measures the requests that this process sends: in flight, duration, sizes, and the span. */
public final class HttpClientMeasurements extends HttpClientRecorder {

  private static final String HTTP_CLIENT = "http-client";
  private static final int MOST_ERROR_TYPES = 100;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final HttpMethods methods;
  private final HttpHosts hosts;
  private final SeriesTable<HttpClientSeries> series;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);
  private final String[] requestHeaders;
  private final String[] responseHeaders;
  private final boolean sizes;

  public HttpClientMeasurements(Config config, Registry registry, Tracing tracing) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    this.methods = new HttpMethods(config.get(Property.HTTP_KNOWN_METHODS));
    this.hosts = new HttpHosts(config.get(Property.HTTP_CLIENT_EXCLUDE), methods.count());
    this.series = new Table(registry);
    this.requestHeaders = lower(config.get(Property.HTTP_CLIENT_REQUEST_HEADERS));
    this.responseHeaders = lower(config.get(Property.HTTP_CLIENT_RESPONSE_HEADERS));
    this.sizes = config.get(Property.HTTP_CLIENT_BODY_SIZES);
  }

  /** Measures from now on. */
  public static void install(Config config, Registry registry, Tracing tracing) {
    HttpClientProbe.install(new HttpClientMeasurements(config, registry, tracing));
  }

  /** Measures no more. */
  public static void uninstall() {
    HttpClientProbe.install(null);
  }

  /** Names of headers as they are asked for. */
  public static String[] lower(List<String> names) {
    List<String> lower = new ArrayList<>();
    for (String name : names) {
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    return lower.toArray(new String[0]);
  }

  @Override
  public String[] fields() {
    return tracing.propagation().fields();
  }

  @Override
  public @Nullable String header(HttpClientOperation operation, int field) {
    return tracing.propagation().header(operation, field);
  }

  @Override
  public String[] requestHeaders() {
    return requestHeaders;
  }

  @Override
  public String[] responseHeaders() {
    return responseHeaders;
  }

  @Override
  public boolean tellsSizes() {
    return sizes;
  }

  @Override
  public @Nullable HttpClientOperation start(
      Current thread,
      @Nullable Context parent,
      @Nullable String method,
      String host,
      int port,
      long since,
      int resends) {
    try {
      MeasuredHost known = hosts.of(host, port);
      if (known.excluded) {
        return null;
      }
      Origin origin = thread.origin();
      tracing.beginChild(parent, origin);
      int index = methods.index(method);
      String name = methods.name(index);
      HttpClientOperation operation =
          new HttpClientOperation(origin, parent, thread, since, name, known, resends);
      if (operation.details != null && name.equals(HttpMethods.OTHER)) {
        operation.details.originalMethod = method;
      }
      known.active(index, name, registry).add(1);
      return operation;
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, HTTP_CLIENT);
      return null;
    }
  }

  @Override
  public void end(HttpClientOperation operation) {
    try {
      MeasuredHost host = (MeasuredHost) operation.host;
      host.active(methods.index(operation.method), operation.method, registry).add(-1);
      String status = HttpStatus.text(operation.status);
      series
          .find(
              operation.method,
              host.address,
              host.portText,
              status,
              errorType(operation, status),
              HttpVersions.known(operation.protocolVersion))
          .record(operation, exemplars);
      tracing.end(operation);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, HTTP_CLIENT);
    }
  }

  private @Nullable String errorType(HttpClientOperation operation, @Nullable String status) {
    if (HttpStatus.isError(operation.status)) {
      return status;
    }
    Throwable error = operation.error();
    return error == null ? null : errorTypes.of(error);
  }

  /** Bounded by the durations, of which there is one for each request. */
  private static final class Table extends SeriesTable<HttpClientSeries> {
    private final Registry registry;

    Table(Registry registry) {
      super(registry, Catalogue.HTTP_CLIENT_REQUEST_DURATION);
      this.registry = registry;
    }

    @Override
    protected HttpClientSeries make(@Nullable String[] labelValues) {
      return new HttpClientSeries(registry, labelValues);
    }
  }
}
