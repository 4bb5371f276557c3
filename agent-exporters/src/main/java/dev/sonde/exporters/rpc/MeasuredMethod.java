package dev.sonde.exporters.rpc;

import dev.sonde.boot.RpcMethod;
import dev.sonde.boot.RpcRecorder;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Sampler;
import org.jspecify.annotations.Nullable;

/** A method with what is kept for it, on one side. A handle is made when it is first needed. */
final class MeasuredMethod extends RpcMethod {

  static final String SYSTEM = "grpc";

  private static final String TRANSMIT = "transmit";
  private static final String RECEIVE = "receive";

  final boolean excluded;

  /** For the traces that begin with it; null for what is configured for all. */
  final @Nullable Sampler sampler;

  private final Registry registry;
  private final RpcSide side;
  private @Nullable Counter active;
  private @Nullable Counter sent;
  private @Nullable Counter received;
  private @Nullable Histogram sentSizes;
  private @Nullable Histogram receivedSizes;

  MeasuredMethod(
      RpcRecorder recorder,
      Registry registry,
      RpcSide side,
      String name,
      boolean excluded,
      @Nullable Sampler sampler) {
    super(name, recorder);
    this.registry = registry;
    this.side = side;
    this.excluded = excluded;
    this.sampler = sampler;
  }

  Counter active() {
    Counter counter = active;
    if (counter == null) {
      counter = registry.counter(side.active(), SYSTEM, name);
      active = counter;
    }
    return counter;
  }

  Counter sent() {
    Counter counter = sent;
    if (counter == null) {
      counter = messages(side.messages(), TRANSMIT);
      sent = counter;
    }
    return counter;
  }

  Counter received() {
    Counter counter = received;
    if (counter == null) {
      counter = messages(side.messages(), RECEIVE);
      received = counter;
    }
    return counter;
  }

  Histogram sentSizes() {
    Histogram sizes = sentSizes;
    if (sizes == null) {
      sizes = sizes(TRANSMIT);
      sentSizes = sizes;
    }
    return sizes;
  }

  Histogram receivedSizes() {
    Histogram sizes = receivedSizes;
    if (sizes == null) {
      sizes = sizes(RECEIVE);
      receivedSizes = sizes;
    }
    return sizes;
  }

  private Histogram sizes(String direction) {
    return registry.histogram(Catalogue.RPC_MESSAGE_SIZE, SYSTEM, name, direction, side.label());
  }

  private Counter messages(Metric metric, String direction) {
    return registry.counter(metric, SYSTEM, name, direction);
  }
}
