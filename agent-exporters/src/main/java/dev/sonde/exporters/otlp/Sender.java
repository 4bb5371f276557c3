package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Deadline;

/** Takes a request to a receiver. One thread uses it. */
abstract class Sender {

  /** Makes a request ready to be sent, as often as it takes. */
  abstract void load(ProtoBuffer request);

  /** Sends the request that was loaded last. */
  abstract Outcome send(Deadline deadline);

  abstract void close();
}
