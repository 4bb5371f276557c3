package dev.sonde.core.cli;

import dev.sonde.core.Config;
import dev.sonde.core.Delivery;
import dev.sonde.core.Property;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the OTLP receivers take what they are sent, and whether the port for metrics is free. */
final class NetworkCheck {

  private final Config config;
  private final Delivery delivery;
  private final Check check;

  NetworkCheck(Config config, Delivery delivery, Check check) {
    this.config = config;
    this.delivery = delivery;
    this.check = check;
  }

  void run() {
    if (config.get(Property.TRACES_EXPORTER).contains("otlp")) {
      boolean configured = isConfigured(Property.OTLP_TRACES_ENDPOINT);
      report("spans", configured, delivery.spans(config));
    } else {
      check.note("Spans are not sent.");
    }
    if (config.get(Property.METRICS_EXPORTER).contains("otlp")) {
      // Who has metrics pushed expects somebody there, at the default address too.
      report("metrics", true, delivery.metrics(config));
    }
    if (config.get(Property.METRICS_EXPORTER).contains("prometheus")) {
      port();
    } else {
      check.note("Metrics are not served.");
    }
  }

  private boolean isConfigured(Property<String> own) {
    return config.isSet(own) || config.isSet(Property.OTLP_ENDPOINT);
  }

  private void report(String what, boolean configured, Delivery.Attempt attempt) {
    String receiver = "The OTLP receiver for " + what + " at " + attempt.address();
    String failure = attempt.failure();
    if (failure == null) {
      check.fine(receiver + " takes them.");
    } else if (configured) {
      check.problem(receiver + " does not take them: " + failure + ".");
    } else {
      check.note(
          "No OTLP receiver was configured, and "
              + attempt.address()
              + " takes no "
              + what
              + " ("
              + failure
              + "): none are built until something listens there.");
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
