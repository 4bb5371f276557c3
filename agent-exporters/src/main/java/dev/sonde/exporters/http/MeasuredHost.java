package dev.sonde.exporters.http;

import dev.sonde.boot.HttpHost;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;
import org.jspecify.annotations.Nullable;

/** A server with what is kept for it. */
final class MeasuredHost extends HttpHost {

  final String portText;
  final boolean excluded;

  /** By method; a handle is made when it is first needed. */
  private final @Nullable Counter[] active;

  MeasuredHost(String address, int port, boolean excluded, int methods) {
    super(address, port);
    this.portText = Integer.toString(port);
    this.excluded = excluded;
    this.active = new @Nullable Counter[methods];
  }

  Counter active(int index, String method, Registry registry) {
    Counter counter = active[index];
    if (counter == null) {
      counter = registry.counter(Catalogue.HTTP_CLIENT_ACTIVE_REQUESTS, method, address, portText);
      active[index] = counter;
    }
    return counter;
  }
}
