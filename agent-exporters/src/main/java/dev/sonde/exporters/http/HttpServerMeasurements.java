package dev.sonde.exporters.http;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.HttpServerRecorder;
import dev.sonde.boot.Origin;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Sampler;
import dev.sonde.exporters.trace.Tracing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the requests that this process serves: in flight, duration, sizes, and the span. */
public final class HttpServerMeasurements extends HttpServerRecorder {

  private static final String HTTP = "http";
  private static final String HTTPS = "https";
  private static final int MOST_ERROR_TYPES = 100;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final HttpMethods methods;
  private final PathRules rules;
  private final @Nullable String traceHeader;
  private final SeriesTable<HttpServerSeries> series;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);

  private final String[] fields;
  private final String[] requestHeaders;
  private final String[] responseHeaders;

  /** Where in {@link #fields} the headers begin that tell the scheme; -1 where none is believed. */
  private final int schemeField;

  /** By method, and within a method by scheme; a handle is made when it is first needed. */
  private final @Nullable Counter[] active;

  public HttpServerMeasurements(Config config, Registry registry, Tracing tracing) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    this.methods = new HttpMethods(config.get(Property.HTTP_KNOWN_METHODS));
    this.active = new @Nullable Counter[2 * methods.count()];
    this.rules = PathRules.of(config, tracing);
    String header = config.get(Property.HTTP_SERVER_TRACE_HEADER);
    this.traceHeader = header.isEmpty() ? null : header;
    this.series = new Table(registry);
    HttpServerHeaders headers = HttpServerHeaders.of(config);
    List<String> first = new ArrayList<>(Arrays.asList(tracing.propagation().fields()));
    this.schemeField = headers.atTheStart().isEmpty() ? -1 : first.size();
    first.addAll(headers.atTheStart());
    this.fields = first.toArray(new String[0]);
    this.requestHeaders = headers.ofRequest();
    this.responseHeaders = headers.ofResponse();
  }

  /** Measures from now on. */
  public static void install(Config config, Registry registry, Tracing tracing) {
    HttpServerProbe.install(new HttpServerMeasurements(config, registry, tracing));
    registry.add(new ConnectorMetrics());
  }

  /** Measures no more. */
  public static void uninstall() {
    HttpServerProbe.install(null);
  }

  @Override
  public String[] fields() {
    return fields;
  }

  @Override
  public boolean needsPath() {
    return !rules.isEmpty();
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
  public @Nullable String traceHeader() {
    return traceHeader;
  }

  @Override
  public HttpServerOperation start(
      Current thread, @Nullable String method, @Nullable String scheme, @Nullable String path) {
    String secured = isSecure(forwardedScheme(thread, scheme)) ? HTTPS : HTTP;
    Origin origin = thread.origin();
    int index = methods.index(method);
    String name = methods.name(index);
    if (rules.excludes(path)) {
      tracing.passBy(thread, origin);
      return new HttpServerOperation(origin, thread, name, secured, true);
    }
    Sampler ofPath = rules.sampler(path);
    if (ofPath == null) {
      tracing.begin(thread, origin);
    } else {
      tracing.begin(thread, origin, ofPath);
    }
    HttpServerOperation operation = new HttpServerOperation(origin, thread, name, secured, false);
    if (operation.details != null && name.equals(HttpMethods.OTHER)) {
      operation.details.originalMethod = method;
    }
    active(index, secured).add(1);
    return operation;
  }

  private @Nullable String forwardedScheme(Current thread, @Nullable String scheme) {
    if (schemeField < 0 || !thread.hasIncoming()) {
      return scheme;
    }
    String told = Forwarded.parameter(thread.incoming(schemeField), "proto");
    if (told == null) {
      told = Forwarded.first(thread.incoming(schemeField + 1));
    }
    return HTTP.equalsIgnoreCase(told) || isSecure(told) ? told : scheme;
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
          registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, methods.name(method), scheme);
      active[index] = counter;
    }
    return counter;
  }

  @Override
  public void end(HttpServerOperation operation) {
    if (operation.excluded) {
      return;
    }
    try {
      active(methods.index(operation.method), operation.scheme).add(-1);
      String status = HttpStatus.text(operation.status);
      series
          .find(
              operation.method,
              operation.scheme,
              operation.route(),
              status,
              errorType(operation, status),
              HttpVersions.known(operation.protocolVersion))
          .record(operation, exemplars);
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

  /** Bounded by the durations, of which there is one for each request. */
  private static final class Table extends SeriesTable<HttpServerSeries> {
    private final Registry registry;

    Table(Registry registry) {
      super(registry, Catalogue.HTTP_SERVER_REQUEST_DURATION);
      this.registry = registry;
    }

    @Override
    protected HttpServerSeries make(@Nullable String[] labelValues) {
      return new HttpServerSeries(registry, labelValues);
    }
  }
}
