package dev.sonde.exporters.trace;

import dev.sonde.boot.Operation;

/** Where operations go that have ended and are spans. */
public interface SpanSink {

  /** False while nobody receives spans, and none need be made. */
  boolean isRecording();

  /** Takes an ended operation or drops it; neither waits nor throws. */
  void offer(Operation operation);
}
