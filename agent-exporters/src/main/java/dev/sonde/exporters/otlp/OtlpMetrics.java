package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Pushes all metrics, again and again. Nothing is kept of a push that fails: the next one holds the
 * same sums, and newer.
 */
final class OtlpMetrics implements MetricRequest.Receiver {

  private final Registry registry;
  private final MetricRequest request;
  private final Sender sender;
  private final Patience patience;
  private final long attemptMillis;
  private final long intervalNanos;
  private final BackOff backOff;
  private final Outage outage;
  private long next;
  private @Nullable Outcome failure;

  OtlpMetrics(
      Registry registry,
      Envelope envelope,
      Sender sender,
      Patience patience,
      long attemptMillis,
      Timing timing,
      String where,
      long intervalMillis,
      int mostBytes) {
    this.registry = registry;
    this.sender = sender;
    this.patience = patience;
    this.attemptMillis = attemptMillis;
    this.intervalNanos = intervalMillis * 1_000_000;
    this.backOff = new BackOff(timing);
    this.outage = new Outage("Metrics", "They go on being counted.", where);
    this.request = new MetricRequest(envelope, StartTimes.now(), mostBytes, this);
    this.next = System.nanoTime() + intervalNanos;
  }

  /** Pushes when it is time, and tells in how many nanoseconds it will be. */
  long step(long now) {
    if (now - next >= 0) {
      next = now + intervalNanos;
      push();
      Outcome failed = failure;
      if (failed != null && failed.retryable) {
        long wait = backOff.nanosAfterFailure(failed.retryAfterMillis);
        next = System.nanoTime() + Math.min(wait, intervalNanos);
      }
    }
    return Math.max(0, next - System.nanoTime());
  }

  /** The next push is due at once. */
  void hurry() {
    next = System.nanoTime();
  }

  /** Pushes once. */
  void push() {
    failure = null;
    request.begin(System.currentTimeMillis() * 1_000_000);
    registry.visit(request);
    request.end();
    Outcome failed = failure;
    if (failed == null) {
      backOff.succeeded();
      outage.succeeded();
    } else {
      outage.failed(failed.reason);
    }
  }

  /** After a failure of the agent's own: the next push is at its usual time. */
  void abandon() {
    next = System.nanoTime() + intervalNanos;
  }

  @Override
  public boolean take(ProtoBuffer bytes) {
    if (patience.isOver()) {
      return false;
    }
    sender.load(bytes);
    Outcome outcome = sender.send(patience.forAttempt(attemptMillis));
    if (!outcome.isTaken()) {
      failure = outcome;
    }
    return outcome.isTaken();
  }

  void close() {
    sender.close();
  }
}
