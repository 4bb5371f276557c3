package dev.sonde.exporters.trace;

import dev.sonde.boot.Operation;
import dev.sonde.boot.Origin;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;

/** How many operations started and how many have not ended, sampled and not. */
public final class SpanCounts {

  private static final String DROP = "DROP";
  private static final String SAMPLE = "RECORD_AND_SAMPLE";

  private final Outcome dropped;
  private final Outcome sampled;

  public SpanCounts(Registry registry) {
    this.dropped = new Outcome(registry, DROP);
    this.sampled = new Outcome(registry, SAMPLE);
  }

  void started(Origin origin, ParentOrigin parent) {
    Outcome outcome = origin.recording ? sampled : dropped;
    outcome.live.add(1);
    outcome.started(parent).add(1);
  }

  /** Counts an operation that is not recorded and that nobody tells the end of. */
  void passed(ParentOrigin parent) {
    dropped.started(parent).add(1);
  }

  void ended(Operation operation) {
    (operation.recording ? sampled : dropped).live.add(-1);
  }

  /** The handles for one decision of the sampler. */
  private static final class Outcome {
    final Counter live;
    private final Counter roots;
    private final Counter localChildren;
    private final Counter remoteChildren;

    Outcome(Registry registry, String result) {
      live = registry.counter(Catalogue.OTEL_SDK_SPAN_LIVE, result);
      roots = registry.counter(Catalogue.OTEL_SDK_SPAN_STARTED, "none", result);
      localChildren = registry.counter(Catalogue.OTEL_SDK_SPAN_STARTED, "local", result);
      remoteChildren = registry.counter(Catalogue.OTEL_SDK_SPAN_STARTED, "remote", result);
    }

    Counter started(ParentOrigin parent) {
      switch (parent) {
        case NONE:
          return roots;
        case LOCAL:
          return localChildren;
        case REMOTE:
          return remoteChildren;
      }
      throw new AssertionError(parent);
    }
  }
}
