package dev.sonde.core;

import static java.util.Arrays.asList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration property: its name, kind, default, one sentence, and the {@code otel.*} names
 * that mean the same. Each property is declared here and nowhere else.
 */
public final class Property<T> {

  private static final List<Property<?>> ALL = new ArrayList<>();

  public static final Property<Boolean> ENABLED =
      of(
          "sonde.enabled",
          Kind.SWITCH,
          "true",
          "Switches the whole agent on or off.",
          "otel.javaagent.enabled");
  public static final Property<String> CONFIG_FILE =
      of(
          "sonde.config.file",
          Kind.TEXT,
          "",
          "A properties file with further settings.",
          "otel.javaagent.configuration-file");
  public static final Property<Boolean> DEBUG =
      of(
          "sonde.debug",
          Kind.SWITCH,
          "false",
          "Logs at debug level and says of each candidate class why it was or was not woven.",
          "otel.javaagent.debug");
  public static final Property<String> LOG_LEVEL =
      of(
          "sonde.log.level",
          Kind.choice("off", "error", "warn", "info", "debug"),
          "warn",
          "The least severe level that the agent logs; off silences the start line too.");
  public static final Property<String> LOG_FILE =
      of("sonde.log.file", Kind.TEXT, "", "A file for the agent's log; empty for standard error.");
  public static final Property<String> LOG_FORMAT =
      of(
          "sonde.log.format",
          Kind.choice("text", "json"),
          "text",
          "The form of a line in the agent's log.");

  public static final Property<List<String>> EXCLUDE_CLASSES =
      of(
          "sonde.exclude.classes",
          Kind.LIST,
          "",
          "Classes that are never woven: names with * for any characters.",
          "otel.javaagent.exclude-classes");
  public static final Property<Boolean> INSTRUMENT_DEFAULT =
      of(
          "sonde.instrument.default.enabled",
          Kind.SWITCH,
          "true",
          "Whether an instrumentation is on that no sonde.instrument.NAME.enabled speaks of.",
          "otel.instrumentation.common.default-enabled");

  public static final Property<String> SERVICE_NAME =
      of(
          "sonde.service.name",
          Kind.TEXT,
          "",
          "The service's name; empty to take it from the jar's or the main class's name.",
          "otel.service.name");
  public static final Property<Map<String, String>> RESOURCE_ATTRIBUTES =
      of(
          "sonde.resource.attributes",
          Kind.PAIRS,
          "",
          "Further attributes of the resource, which win over detected ones.",
          "otel.resource.attributes");
  public static final Property<List<String>> RESOURCE_DISABLED =
      of(
          "sonde.resource.disabled",
          Kind.LIST,
          "",
          "Resource attributes to leave out.",
          "otel.resource.disabled.keys");

  public static final Property<List<String>> TRACES_EXPORTER =
      of(
          "sonde.traces.exporter",
          Kind.choices("otlp", "none"),
          "otlp",
          "Where spans go.",
          "otel.traces.exporter");
  public static final Property<String> SAMPLER =
      of(
          "sonde.traces.sampler",
          Kind.choice(
              "always_on",
              "always_off",
              "traceidratio",
              "parentbased_always_on",
              "parentbased_always_off",
              "parentbased_traceidratio"),
          "parentbased_always_on",
          "Which requests become traces.",
          "otel.traces.sampler");
  public static final Property<Double> SAMPLER_RATIO =
      of(
          "sonde.traces.sampler.ratio",
          Kind.RATIO,
          "1.0",
          "The part of the traces that the traceidratio samplers keep.",
          "otel.traces.sampler.arg");
  public static final Property<Map<String, Double>> SAMPLING_ROUTES =
      of(
          "sonde.sampling.routes",
          Kind.RATIOS,
          "",
          "The part of the traces to keep by the path of the request that they begin with; the first"
              + " match counts, * stands for any characters, {name} for one segment.");
  public static final Property<List<String>> PROPAGATORS =
      of(
          "sonde.propagators",
          Kind.choices("tracecontext", "baggage", "b3", "b3multi", "none"),
          "tracecontext,baggage",
          "The forms in which a context is read from requests and handed on.",
          "otel.propagators");
  public static final Property<Integer> QUEUE_SIZE =
      of(
          "sonde.traces.queue.size",
          Kind.number(0, 1 << 20),
          "0",
          "The most spans that wait to be sent; 0 sizes the queue from the heap.",
          "otel.bsp.max.queue.size");
  public static final Property<Integer> BATCH_SIZE =
      of(
          "sonde.traces.batch.size",
          Kind.number(1, 1 << 16),
          "512",
          "The most spans in one export.",
          "otel.bsp.max.export.batch.size");
  public static final Property<Long> SCHEDULE_DELAY =
      of(
          "sonde.traces.delay",
          Kind.DURATION,
          "5s",
          "The longest that a span waits to be sent.",
          "otel.bsp.schedule.delay");
  public static final Property<Integer> ATTRIBUTE_LENGTH =
      of(
          "sonde.span.attribute.length",
          Kind.number(0, 1 << 24),
          "4096",
          "The most characters of a span attribute's text.",
          "otel.span.attribute.value.length.limit",
          "otel.attribute.value.length.limit");
  public static final Property<Integer> ATTRIBUTE_COUNT =
      of(
          "sonde.span.attribute.count",
          Kind.number(0, 1 << 16),
          "128",
          "The most attributes of a span.",
          "otel.span.attribute.count.limit",
          "otel.attribute.count.limit");

  public static final Property<String> OTLP_ENDPOINT =
      of(
          "sonde.otlp.endpoint",
          Kind.TEXT,
          "",
          "The OTLP receiver's address; empty for port 4318 (4317 with grpc) of this host.",
          "otel.exporter.otlp.endpoint");
  public static final Property<String> OTLP_TRACES_ENDPOINT =
      of(
          "sonde.otlp.traces.endpoint",
          Kind.TEXT,
          "",
          "The full address for spans, where it is not the common one.",
          "otel.exporter.otlp.traces.endpoint");
  public static final Property<String> OTLP_METRICS_ENDPOINT =
      of(
          "sonde.otlp.metrics.endpoint",
          Kind.TEXT,
          "",
          "The full address for metrics, where it is not the common one.",
          "otel.exporter.otlp.metrics.endpoint");
  public static final Property<String> OTLP_PROTOCOL =
      of(
          "sonde.otlp.protocol",
          Kind.choice("http/protobuf", "grpc"),
          "http/protobuf",
          "How OTLP travels.",
          "otel.exporter.otlp.protocol");
  public static final Property<Map<String, String>> OTLP_HEADERS =
      of(
          "sonde.otlp.headers",
          Kind.PAIRS,
          "",
          "Headers that are sent with each export, credentials for example.",
          "otel.exporter.otlp.headers");
  public static final Property<Long> OTLP_TIMEOUT =
      of(
          "sonde.otlp.timeout",
          Kind.DURATION,
          "10s",
          "The longest that one export may take.",
          "otel.exporter.otlp.timeout");
  public static final Property<String> OTLP_COMPRESSION =
      of(
          "sonde.otlp.compression",
          Kind.choice("gzip", "none"),
          "none",
          "The compression of exports.",
          "otel.exporter.otlp.compression");
  public static final Property<String> OTLP_CERTIFICATE =
      of(
          "sonde.otlp.certificate",
          Kind.TEXT,
          "",
          "A PEM file with the certificates that the receiver is trusted by.",
          "otel.exporter.otlp.certificate");
  public static final Property<String> OTLP_CLIENT_KEY =
      of(
          "sonde.otlp.client.key",
          Kind.TEXT,
          "",
          "A PEM file with the key that the agent shows the receiver.",
          "otel.exporter.otlp.client.key");
  public static final Property<String> OTLP_CLIENT_CERTIFICATE =
      of(
          "sonde.otlp.client.certificate",
          Kind.TEXT,
          "",
          "A PEM file with the certificates of that key.",
          "otel.exporter.otlp.client.certificate");
  public static final OfSignal OTLP_TRACES = new OfSignal("traces", "spans");
  public static final OfSignal OTLP_METRICS = new OfSignal("metrics", "metrics");

  public static final Property<List<String>> METRICS_EXPORTER =
      of(
          "sonde.metrics.exporter",
          Kind.choices("prometheus", "otlp", "none"),
          "prometheus",
          "Where metrics go.",
          "otel.metrics.exporter");
  public static final Property<Long> METRICS_INTERVAL =
      of(
          "sonde.metrics.interval",
          Kind.DURATION,
          "60s",
          "The time between two pushes over OTLP.",
          "otel.metric.export.interval");
  public static final Property<Integer> SERIES_LIMIT =
      of(
          "sonde.metrics.series.limit",
          Kind.number(1, 1 << 20),
          "2000",
          "The most series of one metric; further label sets fold into one.",
          "otel.java.metrics.cardinality.limit");
  public static final Property<String> EXEMPLARS =
      of(
          "sonde.metrics.exemplars",
          Kind.choice("trace_based", "always_on", "always_off"),
          "trace_based",
          "Whether histograms name a trace for their buckets.",
          "otel.metrics.exemplar.filter");

  public static final Property<String> PROMETHEUS_HOST =
      of(
          "sonde.prometheus.host",
          Kind.TEXT,
          "auto",
          "The address that metrics are served on; auto is loopback, in a container all addresses.",
          "otel.exporter.prometheus.host");
  public static final Property<Integer> PROMETHEUS_PORT =
      of(
          "sonde.prometheus.port",
          Kind.number(0, 65535),
          "9464",
          "The port that metrics are served on; 0 takes a free one.",
          "otel.exporter.prometheus.port");
  public static final Property<String> PROMETHEUS_PATH =
      of("sonde.prometheus.path", Kind.TEXT, "/metrics", "The path that metrics are served on.");
  public static final Property<String> PROMETHEUS_USERNAME =
      of("sonde.prometheus.username", Kind.TEXT, "", "Asks scrapers for this name (basic).");
  public static final Property<String> PROMETHEUS_PASSWORD =
      of("sonde.prometheus.password", Kind.TEXT, "", "Asks scrapers for this password (basic).");
  public static final Property<String> PROMETHEUS_TOKEN =
      of("sonde.prometheus.token", Kind.TEXT, "", "Asks scrapers for this bearer token.");
  public static final Property<String> PROMETHEUS_CERTIFICATE =
      of(
          "sonde.prometheus.certificate",
          Kind.TEXT,
          "",
          "A PEM file with the certificates to serve metrics over TLS with.");
  public static final Property<String> PROMETHEUS_KEY =
      of("sonde.prometheus.key", Kind.TEXT, "", "A PEM file with the key of that certificate.");

  public static final Property<Boolean> JDBC_SPANS =
      of(
          "sonde.jdbc.spans",
          Kind.SWITCH,
          "true",
          "Whether statements are spans; they are measured in any case.");
  public static final Property<Boolean> JDBC_RESULT_SETS =
      of(
          "sonde.jdbc.result-sets",
          Kind.SWITCH,
          "true",
          "Whether the rows of result sets are counted and their reading is timed.");
  public static final Property<Long> JDBC_SLOW_THRESHOLD =
      of(
          "sonde.jdbc.slow-threshold",
          Kind.DURATION,
          "1s",
          "From what duration on a statement is counted as slow; 0 counts none.");
  public static final Property<Integer> JDBC_N_PLUS_ONE_THRESHOLD =
      of(
          "sonde.jdbc.n-plus-one-threshold",
          Kind.number(0, 1 << 20),
          "20",
          "How often a request may execute one statement before it is counted as N+1; 0 counts none.");
  public static final Property<Boolean> JDBC_FULL_TEXT =
      of(
          "sonde.jdbc.full-text",
          Kind.SWITCH,
          "false",
          "Whether spans tell SQL with its literals, which may be secrets.");
  public static final Property<Boolean> JDBC_SQLCOMMENTER =
      of(
          "sonde.jdbc.sqlcommenter",
          Kind.SWITCH,
          "false",
          "Whether the database is told the trace in a comment after each statement.",
          "otel.instrumentation.jdbc.experimental.sqlcommenter.enabled");
  public static final Property<Boolean> JDBC_PARAMETERS =
      of(
          "sonde.jdbc.parameters",
          Kind.SWITCH,
          "false",
          "Whether spans tell what the parameters of prepared statements are set to.",
          "otel.instrumentation.jdbc.experimental.capture-query-parameters");
  public static final Property<List<String>> JDBC_PARAMETERS_REDACT =
      of(
          "sonde.jdbc.parameters.redact",
          Kind.LIST,
          "*password*,*passwd*,*passphrase*,*pwd*,*secret*,*token*,*credential*,*apikey*,*api_key*,"
              + "*private_key*,*card*,*cvv*,*iban*,ssn,*_ssn,pin,*_pin",
          "Columns, parameters, procedures and tables whose values are not told: names with * for any"
              + " characters; none alone for an empty list.");
  public static final Property<Boolean> REDIS_SPANS =
      of(
          "sonde.redis.spans",
          Kind.SWITCH,
          "true",
          "Whether Redis commands are spans; they are measured in any case.");
  public static final Property<Boolean> REDIS_CAPTURE_KEYS =
      of(
          "sonde.redis.capture-keys",
          Kind.SWITCH,
          "false",
          "Whether spans tell the keys of Redis commands; they never tell values.");
  public static final Property<List<String>> GRPC_EXCLUDE =
      of(
          "sonde.grpc.exclude",
          Kind.LIST,
          "",
          "Methods such as grpc.health.v1.Health/* whose calls, made or served, are neither measured"
              + " nor traced: * stands for any characters.");
  public static final Property<Map<String, Double>> GRPC_SAMPLING =
      of(
          "sonde.grpc.sampling",
          Kind.METHOD_RATIOS,
          "",
          "The part of the traces to keep by the method of the served call that they begin with; the"
              + " first match counts, * stands for any characters.");
  public static final Property<Boolean> GRPC_MESSAGE_SIZES =
      of(
          "sonde.grpc.message-sizes",
          Kind.SWITCH,
          "false",
          "Whether metrics and spans tell the sizes of messages; they are counted in any case.");
  public static final Property<String> GRPC_TRACE_TRAILER =
      of(
          "sonde.grpc.trace-trailer",
          Kind.HEADER,
          "",
          "The trailer of served calls that tells the trace id, x-trace-id for example; empty for"
              + " none.");
  public static final Property<List<String>> GRPC_SERVER_REQUEST_METADATA =
      of(
          "sonde.grpc.server.capture-request-metadata",
          Kind.NAMES,
          "",
          "Metadata of served calls that becomes span attributes.",
          "otel.instrumentation.grpc.capture-metadata.server.request");
  public static final Property<List<String>> GRPC_SERVER_RESPONSE_METADATA =
      of(
          "sonde.grpc.server.capture-response-metadata",
          Kind.NAMES,
          "",
          "Metadata, headers and trailers, of answers that becomes span attributes.");
  public static final Property<List<String>> GRPC_CLIENT_REQUEST_METADATA =
      of(
          "sonde.grpc.client.capture-request-metadata",
          Kind.NAMES,
          "",
          "Metadata of made calls that becomes span attributes.",
          "otel.instrumentation.grpc.capture-metadata.client.request");
  public static final Property<List<String>> GRPC_CLIENT_RESPONSE_METADATA =
      of(
          "sonde.grpc.client.capture-response-metadata",
          Kind.NAMES,
          "",
          "Metadata, headers and trailers, of received answers that becomes span attributes.");
  public static final Property<Boolean> S3_CAPTURE_KEYS =
      of(
          "sonde.s3.capture-keys",
          Kind.SWITCH,
          "false",
          "Whether spans of S3 calls tell the keys of objects.");
  public static final Property<Boolean> S3_BUCKET_LABEL =
      of("sonde.s3.bucket-label", Kind.SWITCH, "true", "Whether S3's metrics tell the bucket.");
  public static final Property<Boolean> S3_HTTP_REQUESTS =
      of(
          "sonde.s3.http-requests",
          Kind.SWITCH,
          "false",
          "Whether the HTTP requests of calls of S3 and AWS are measured and traced by themselves,"
              + " too.");
  public static final Property<Boolean> S3_XRAY_HEADER =
      of(
          "sonde.s3.xray-header",
          Kind.SWITCH,
          "false",
          "Whether calls of S3 and AWS tell the trace in the header X-Amzn-Trace-Id.");
  public static final Property<List<String>> HTTP_SERVER_EXCLUDE =
      of(
          "sonde.http.server.exclude",
          Kind.PATHS,
          "",
          "Paths of requests that are neither measured nor traced: * stands for any characters,"
              + " {name} for one segment.");
  public static final Property<Boolean> HTTP_SERVER_TRUST_FORWARDED =
      of(
          "sonde.http.server.trust-forwarded",
          Kind.SWITCH,
          "true",
          "Whether Forwarded and X-Forwarded-* headers tell the client's address, the scheme and the"
              + " server's address.");
  public static final Property<Boolean> HTTP_SERVER_URL_TEMPLATE =
      of(
          "sonde.http.server.url-template",
          Kind.SWITCH,
          "true",
          "Gives the span of a request without a route its path with placeholders for what looks like"
              + " an id, as url.template.");
  public static final Property<Boolean> HTTP_SERVER_BODY_SIZES =
      of(
          "sonde.http.server.body-sizes",
          Kind.SWITCH,
          "false",
          "Gives spans of requests the sizes of their bodies, which the metrics have in any case.",
          "otel.instrumentation.http.server.emit-experimental-telemetry");
  public static final Property<String> HTTP_SERVER_TRACE_HEADER =
      of(
          "sonde.http.server.trace-header",
          Kind.HEADER,
          "",
          "The response header that tells the trace id, X-Trace-Id for example; empty for none.");
  public static final Property<List<String>> HTTP_SERVER_REQUEST_HEADERS =
      of(
          "sonde.http.server.capture-request-headers",
          Kind.NAMES,
          "",
          "Request headers that become span attributes.",
          "otel.instrumentation.http.server.capture-request-headers");
  public static final Property<List<String>> HTTP_SERVER_RESPONSE_HEADERS =
      of(
          "sonde.http.server.capture-response-headers",
          Kind.NAMES,
          "",
          "Response headers that become span attributes.",
          "otel.instrumentation.http.server.capture-response-headers");
  public static final Property<List<String>> HTTP_CLIENT_EXCLUDE =
      of(
          "sonde.http.client.exclude",
          Kind.LIST,
          "",
          "Servers, host or host:port, requests to which are neither measured nor traced nor told the"
              + " trace: * stands for any characters.");
  public static final Property<Boolean> HTTP_CLIENT_BODY_SIZES =
      of(
          "sonde.http.client.body-sizes",
          Kind.SWITCH,
          "false",
          "Whether metrics and spans of sent requests tell the sizes of their bodies.",
          "otel.instrumentation.http.client.emit-experimental-telemetry");
  public static final Property<List<String>> HTTP_CLIENT_REQUEST_HEADERS =
      of(
          "sonde.http.client.capture-request-headers",
          Kind.NAMES,
          "",
          "Headers of sent requests that become span attributes.",
          "otel.instrumentation.http.client.capture-request-headers");
  public static final Property<List<String>> HTTP_CLIENT_RESPONSE_HEADERS =
      of(
          "sonde.http.client.capture-response-headers",
          Kind.NAMES,
          "",
          "Headers of received responses that become span attributes.",
          "otel.instrumentation.http.client.capture-response-headers");
  public static final Property<List<String>> HTTP_KNOWN_METHODS =
      of(
          "sonde.http.known-methods",
          Kind.NAMES,
          "GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS,QUERY,CONNECT,TRACE",
          "Request methods that are labels of their own; all others are _OTHER.",
          "otel.instrumentation.http.known-methods");
  public static final Property<List<String>> HTTP_SENSITIVE_PARAMETERS =
      of(
          "sonde.http.sensitive-query-parameters",
          Kind.LIST,
          "AWSAccessKeyId,Signature,sig,X-Goog-Signature,X-Amz-Signature,X-Amz-Credential,"
              + "X-Amz-Security-Token,access_token,id_token,refresh_token,client_secret,api_key,apikey,"
              + "password,token",
          "Query parameters whose values no span shows; a list of one's own replaces this one.",
          "otel.instrumentation.sanitization.url.experimental.sensitive-query-parameters");

  public static final Property<Long> JDBC_LEAK_THRESHOLD =
      of(
          "sonde.jdbc.leak-threshold",
          Kind.DURATION,
          "60s",
          "A pooled connection that is held for longer is counted as a leak, and who borrowed it is"
              + " logged once for each place; 0 looks for none.");

  public static final Property<Boolean> JVM_METRICS =
      of(
          "sonde.jvm.enabled",
          Kind.SWITCH,
          "true",
          "Measures the JVM, the process and its container.",
          "otel.instrumentation.runtime-telemetry.enabled");
  public static final Property<Boolean> JVM_VIRTUAL_THREADS =
      of(
          "sonde.jvm.virtual-threads.enabled",
          Kind.SWITCH,
          "false",
          "Counts pinned virtual threads with the JDK's flight recorder (Java 21 and newer).");
  public static final Property<Boolean> PROCESS_CONTEXT_SWITCHES =
      of(
          "sonde.process.context-switches.enabled",
          Kind.SWITCH,
          "false",
          "Counts context switches; each scrape then reads a file for each thread.");

  /** What OTLP can have for one signal alone, so that neither gets what is meant for the other. */
  public static final class OfSignal {
    public final Property<String> protocol;
    public final Property<Map<String, String>> headers;
    public final Property<Long> timeout;
    public final Property<String> compression;
    public final Property<String> certificate;
    public final Property<String> clientKey;
    public final Property<String> clientCertificate;

    private OfSignal(String signal, String what) {
      protocol = of(OTLP_PROTOCOL, signal, what);
      headers = of(OTLP_HEADERS, signal, what);
      timeout = of(OTLP_TIMEOUT, signal, what);
      compression = of(OTLP_COMPRESSION, signal, what);
      certificate = of(OTLP_CERTIFICATE, signal, what);
      clientKey = of(OTLP_CLIENT_KEY, signal, what);
      clientCertificate = of(OTLP_CLIENT_CERTIFICATE, signal, what);
    }

    private static <T> Property<T> of(Property<T> common, String signal, String what) {
      List<String> otelNames = new ArrayList<>();
      for (String otelName : common.otelNames) {
        otelNames.add(name(otelName, signal));
      }
      return add(
          name(common.name, signal),
          common.kind,
          "",
          "Wins over " + common.name + " for " + what + ".",
          otelNames,
          common);
    }

    private static String name(String common, String signal) {
      return common.replace(".otlp.", ".otlp." + signal + ".");
    }
  }

  private final int index;
  private final String name;
  private final Kind<T> kind;
  private final String defaultText;
  private final String sentence;
  private final List<String> otelNames;
  private final @Nullable Property<T> common;

  private Property(
      int index,
      String name,
      Kind<T> kind,
      String defaultText,
      String sentence,
      List<String> otelNames,
      @Nullable Property<T> common) {
    this.index = index;
    this.name = name;
    this.kind = kind;
    this.defaultText = defaultText;
    this.sentence = sentence;
    this.otelNames = otelNames;
    this.common = common;
  }

  private static <T> Property<T> of(
      String name, Kind<T> kind, String defaultText, String sentence, String... otelNames) {
    return add(name, kind, defaultText, sentence, asList(otelNames), null);
  }

  private static <T> Property<T> add(
      String name,
      Kind<T> kind,
      String defaultText,
      String sentence,
      List<String> otelNames,
      @Nullable Property<T> common) {
    Property<T> property =
        new Property<>(ALL.size(), name, kind, defaultText, sentence, otelNames, common);
    ALL.add(property);
    return property;
  }

  /** All properties, in the order of their declaration. */
  public static List<Property<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  public String name() {
    return name;
  }

  public String allowed() {
    return kind.allowed();
  }

  public String defaultText() {
    return defaultText;
  }

  public String sentence() {
    return sentence;
  }

  /** The names from the OpenTelemetry agent that mean the same, the more specific first. */
  public List<String> otelNames() {
    return otelNames;
  }

  /** The property whose value holds where this one is not set, or null when its default does. */
  public @Nullable Property<T> common() {
    return common;
  }

  int index() {
    return index;
  }

  /** The value that a text stands for, or null when it stands for none. */
  @Nullable T parse(String text) {
    if (common != null && text.isEmpty()) {
      return common.parse(common.defaultText);
    }
    try {
      return kind.parse(text.trim());
    } catch (Kind.BadValue e) {
      return null;
    }
  }

  /** What is known of a text that stands for no value, or null when nothing is. */
  @Nullable T known(String text) {
    try {
      return kind.known(text.trim());
    } catch (Kind.BadValue e) {
      return null;
    }
  }

  /** The environment variable that stands for a property of this name. */
  static String environmentName(String name) {
    return name.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
