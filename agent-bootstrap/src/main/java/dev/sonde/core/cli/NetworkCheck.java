package dev.sonde.core.cli;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the OTLP receiver can be reached and the port for metrics be had. */
final class NetworkCheck {

  private static final int MOST_MILLIS = 5_000;

  private final Config config;
  private final Check check;

  NetworkCheck(Config config, Check check) {
    this.config = config;
    this.check = check;
  }

  void run() {
    if (config.get(Property.TRACES_EXPORTER).contains("otlp")) {
      receiver("spans", Property.OTLP_TRACES_ENDPOINT);
    } else {
      check.note("Spans are not sent.");
    }
    if (config.get(Property.METRICS_EXPORTER).contains("otlp")) {
      receiver("metrics", Property.OTLP_METRICS_ENDPOINT);
    }
    if (config.get(Property.METRICS_EXPORTER).contains("prometheus")) {
      port();
    } else {
      check.note("Metrics are not served.");
    }
  }

  private void receiver(String what, Property<String> own) {
    Property<String> property = config.isSet(own) ? own : Property.OTLP_ENDPOINT;
    String text = config.get(property);
    boolean grpc = config.get(Property.OTLP_PROTOCOL).equals("grpc");
    String address = text.isEmpty() ? "http://localhost:" + (grpc ? 4317 : 4318) : text;
    InetSocketAddress socketAddress = parse(address);
    if (socketAddress == null) {
      check.problem(
          "The value '"
              + Config.shown(property.name(), text)
              + "' of "
              + property.name()
              + " is not an address such as http://localhost:4318.");
      return;
    }
    String place = socketAddress.getHostString() + ":" + socketAddress.getPort();
    String failure = connect(socketAddress);
    if (failure == null) {
      check.fine("The OTLP receiver for " + what + " at " + place + " takes connections.");
    } else if (config.isSet(property)) {
      check.problem(
          "The OTLP receiver for " + what + " at " + place + " can't be reached: " + failure + ".");
    } else {
      check.note(
          "No OTLP receiver was configured and none listens at "
              + place
              + ": "
              + what
              + " are sent when one does.");
    }
  }

  /** Where an address points to, or null for a text that is none. */
  static @Nullable InetSocketAddress parse(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean secure = scheme.equals("https");
      if (host == null || (!secure && !scheme.equals("http"))) {
        return null;
      }
      int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      return port < 1 || port > 65535
          ? null
          : InetSocketAddress.createUnresolved(
              bracketed ? host.substring(1, host.length() - 1) : host, port);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Opens a connection and closes it; tells what went wrong, or null. */
  private @Nullable String connect(InetSocketAddress unresolved) {
    InetSocketAddress address =
        new InetSocketAddress(unresolved.getHostString(), unresolved.getPort());
    if (address.isUnresolved()) {
      return "the host is not known";
    }
    long millis = Math.min(MOST_MILLIS, Math.max(1, config.get(Property.OTLP_TIMEOUT)));
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) millis);
      return null;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void port() {
    String host = config.get(Property.PROMETHEUS_HOST);
    int port = config.get(Property.PROMETHEUS_PORT);
    if (port == 0) {
      check.fine("Metrics are served on a port that is free.");
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress address =
          host.equals("auto") ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
      socket.bind(new InetSocketAddress(address, port));
      check.fine("The port " + port + " for metrics is free.");
    } catch (IOException | RuntimeException e) {
      check.problem(
          "The port " + port + " for metrics can't be had on the host '" + host + "': " + e);
    }
  }
}
