package dev.sonde.exporters.trace;

import dev.sonde.boot.Operation;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import java.util.concurrent.atomic.LongAdder;

/** Tracing for tests. */
public final class Tracings {

  private Tracings() {}

  /** A sink that counts what it is offered. */
  public static final class Sink implements SpanSink {
    public final LongAdder offered = new LongAdder();
    public volatile boolean recording;
    public volatile Operation last;

    public Sink(boolean recording) {
      this.recording = recording;
    }

    @Override
    public boolean isRecording() {
      return recording;
    }

    @Override
    public void offer(Operation operation) {
      offered.increment();
      last = operation;
    }
  }

  public static Tracing of(SpanSink sink, String sampler, double ratio, String... propagators) {
    return new Tracing(
        Propagation.of(propagators),
        Sampler.of(sampler, ratio),
        sink,
        new SpanCounts(new Registry(2000, new SelfStats())));
  }
}
