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

/** Where and how OTLP travels, as configured. */
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
  private final boolean grpc;
  private boolean tracesConfigured;

  OtlpSettings(Config config) {
    this.config = config;
    this.grpc = config.get(Property.OTLP_PROTOCOL).equals("grpc");
  }

  boolean isGrpc() {
    return grpc;
  }

  /** Where spans go. */
  Address traces() {
    Address own = address(Property.OTLP_TRACES_ENDPOINT);
    Address common = own == null ? address(Property.OTLP_ENDPOINT) : own;
    tracesConfigured = common != null;
    return own != null && !grpc ? own : under(common, "/v1/traces");
  }

  /** False when {@link #traces} told the default. */
  boolean isTracesConfigured() {
    return tracesConfigured;
  }

  /** Where metrics go. */
  Address metrics() {
    Address own = address(Property.OTLP_METRICS_ENDPOINT);
    Address common = own == null ? address(Property.OTLP_ENDPOINT) : own;
    return own != null && !grpc ? own : under(common, "/v1/metrics");
  }

  private Address under(@Nullable Address common, String path) {
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

  /**
   * What takes requests to an address.
   *
   * @param service the gRPC service, without the common beginning of its name
   */
  Sender sender(Address address, String service, String version) {
    Connector connector =
        new Connector(
            address,
            new TlsFiles(
                config.get(Property.OTLP_CERTIFICATE),
                config.get(Property.OTLP_CLIENT_CERTIFICATE),
                config.get(Property.OTLP_CLIENT_KEY)));
    boolean gzip = config.get(Property.OTLP_COMPRESSION).equals("gzip");
    String agent = "Sonde/" + version;
    return grpc
        ? new GrpcSender(connector, service, headers(), gzip, agent)
        : new HttpSender(connector, headers(), gzip, agent);
  }

  /** The configured headers that may be sent. */
  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : config.get(Property.OTLP_HEADERS).entrySet()) {
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
