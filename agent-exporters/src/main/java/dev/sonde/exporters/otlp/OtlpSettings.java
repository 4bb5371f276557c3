package dev.sonde.exporters.otlp;

import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.Property;
import dev.sonde.exporters.wire.Address;
import dev.sonde.exporters.wire.Connector;
import dev.sonde.exporters.wire.HeaderSyntax;
import dev.sonde.exporters.wire.TlsFiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where and how one signal travels over OTLP, as configured. */
final class OtlpSettings {

  private static final String DEFAULT_HTTP = "http://localhost:4318";
  private static final String DEFAULT_GRPC = "http://localhost:4317";

  /** Headers that the exporter decides on itself. */
  private static final List<String> OWN_HEADERS =
      Arrays.asList(
          "host",
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "te",
          "grpc-encoding",
          "grpc-timeout");

  private final Config config;
  private final Property.OfSignal own;
  private final Property<String> ownEndpoint;
  private final String path;
  private final String service;
  private final boolean grpc;
  private boolean configured;

  private OtlpSettings(
      Config config,
      Property.OfSignal own,
      Property<String> ownEndpoint,
      String path,
      String service) {
    this.config = config;
    this.own = own;
    this.ownEndpoint = ownEndpoint;
    this.path = path;
    this.service = service;
    this.grpc = get(own.protocol).equals("grpc");
  }

  /** How spans travel. */
  static OtlpSettings traces(Config config) {
    return new OtlpSettings(
        config,
        Property.OTLP_TRACES,
        Property.OTLP_TRACES_ENDPOINT,
        "/v1/traces",
        "trace.v1.TraceService");
  }

  /** How metrics travel. */
  static OtlpSettings metrics(Config config) {
    return new OtlpSettings(
        config,
        Property.OTLP_METRICS,
        Property.OTLP_METRICS_ENDPOINT,
        "/v1/metrics",
        "metrics.v1.MetricsService");
  }

  /** The signal's own value, or the common one. */
  private <T> T get(Property<T> property) {
    Property<T> common = property.common();
    return config.get(common == null || config.isSet(property) ? property : common);
  }

  boolean isGrpc() {
    return grpc;
  }

  /** Where the signal goes. */
  Address address() {
    Address full = address(ownEndpoint);
    Address base = full == null ? address(Property.OTLP_ENDPOINT) : full;
    configured = base != null;
    return full != null && !grpc ? full : under(base);
  }

  /** False when {@link #address} told the default. */
  boolean isConfigured() {
    return configured;
  }

  /** The longest that one export may take. */
  long timeoutMillis() {
    return Math.max(1, get(own.timeout));
  }

  private Address under(@Nullable Address common) {
    Address base = common;
    if (base == null) {
      base = Address.parse(grpc ? DEFAULT_GRPC : DEFAULT_HTTP);
    }
    if (base == null) {
      throw new IllegalStateException("bad default");
    }
    if (grpc) {
      return base.withPath("");
    }
    String prefix = base.path();
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    return base.withPath(prefix + path);
  }

  private @Nullable Address address(Property<String> property) {
    String text = config.get(property).trim();
    if (text.isEmpty()) {
      return null;
    }
    Address address = Address.parse(text);
    if (address == null) {
      Log.warn(
          "The value of "
              + property.name()
              + " is not an address such as "
              + (grpc ? DEFAULT_GRPC : DEFAULT_HTTP)
              + "; that is used instead.");
    }
    return address;
  }

  /** What takes requests to an address. */
  Sender sender(Address address, String version) {
    Connector connector =
        new Connector(
            address,
            new TlsFiles(get(own.certificate), get(own.clientCertificate), get(own.clientKey)));
    boolean gzip = get(own.compression).equals("gzip");
    String agent = "Sonde/" + version;
    return grpc
        ? new GrpcSender(connector, service, headers(), gzip, agent)
        : new HttpSender(connector, headers(), gzip, agent);
  }

  /** The configured headers that may be sent. */
  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : get(own.headers).entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HeaderSyntax.isName(name)
          || !HeaderSyntax.isValue(header.getValue())
          || OWN_HEADERS.contains(name)) {
        Log.warn("The header " + header.getKey() + " of OTLP exports can't be sent; left out.");
      } else {
        headers.put(name, header.getValue());
      }
    }
    return headers;
  }

  String exporterType() {
    return grpc ? "otlp_grpc_span_exporter" : "otlp_http_span_exporter";
  }
}
