package dev.sonde.exporters.otlp;

import dev.sonde.core.Log;
import dev.sonde.exporters.wire.Address;
import dev.sonde.exporters.wire.Connector;

/**
 * Takes spans from the queue to the receiver, a batch at a time. One thread steps through it; no
 * step waits but for the receiver's answer.
 *
 * <pre>
 *           nothing listens                  a batch, or the delay is over
 *   idle ◀──────────────────▶ waiting ───────────────────────────────────▶ sending ─┐ try again
 *          found on a look            ◀─────────────────────────────────── ▲────────┘
 *                                          taken, refused, or given up
 * </pre>
 */
final class OtlpTraces {

  private static final int MOST_ATTEMPTS = 5;
  private static final long LOOK_MILLIS = 500;
  private static final long NANOS_BETWEEN_LOOKS = 1_000_000;
  private static final long HURRIED_DELAY_NANOS = 200_000_000;

  /** Tells the recorder whether spans are wanted. */
  interface Switch {
    void recording(boolean on);
  }

  private final SpanQueue queue;
  private final TraceRequest request;
  private final Sender sender;
  private final ExportStats stats;
  private final Timing timing;
  private final Patience patience;
  private final Address address;
  private long delayNanos;

  /** False when the address is the default, so that nobody may listen there and that is fine. */
  private final boolean configured;

  private final Switch recording;
  private final BackOff backOff;
  private final Outage outage;

  private boolean idle;

  /** True when the queue counts spans but hands none out: a thread is about to put one there. */
  private boolean gotNothing;

  private long nextFlush;
  private long nextAttempt;
  private long nextSettling;

  /** True from the first failure on until the receiver takes spans. */
  private boolean waiting;

  private int inHand;
  private int attempts;

  OtlpTraces(
      SpanQueue queue,
      TraceRequest request,
      Sender sender,
      ExportStats stats,
      Timing timing,
      Patience patience,
      Address address,
      long delayMillis,
      boolean configured,
      Switch recording) {
    this.queue = queue;
    this.request = request;
    this.sender = sender;
    this.stats = stats;
    this.timing = timing;
    this.patience = patience;
    this.address = address;
    this.delayNanos = delayMillis * 1_000_000;
    this.configured = configured;
    this.recording = recording;
    this.backOff = new BackOff(timing);
    this.outage =
        new Outage(
            "Spans", "What finds no room meanwhile is dropped and counted.", address.toString());
    long now = System.nanoTime();
    this.nextFlush = now + delayNanos;
    this.nextAttempt = now;
    if (!configured) {
      look(now, true);
    }
  }

  /** True when a full queue is no reason to step, because a batch is in hand or none is wanted. */
  boolean isBusy() {
    return idle || inHand > 0;
  }

  /** Does what is due, and tells in how many nanoseconds something will be. */
  long step(long now) {
    if (idle) {
      if (now - nextAttempt >= 0) {
        look(now, false);
      }
    } else if (inHand > 0) {
      if (now - nextAttempt >= 0) {
        attempt();
      }
    } else if (queue.size() >= queue.batch() || request.isCarrying() || now - nextFlush >= 0) {
      take(now);
    }
    if (idle || inHand > 0) {
      return Math.max(0, Math.min(nextAttempt - System.nanoTime(), settle()));
    }
    boolean more = queue.size() >= queue.batch() || request.isCarrying();
    if (more) {
      return gotNothing ? NANOS_BETWEEN_LOOKS : 0;
    }
    return Math.max(0, nextFlush - System.nanoTime());
  }

  /** Lets what waits hold little, now and then, and tells in how many nanoseconds once more. */
  private long settle() {
    long now = System.nanoTime();
    if (!waiting) {
      waiting = true;
      nextSettling = now + timing.settleMillis * 1_000_000;
    } else if (now - nextSettling >= 0) {
      nextSettling = now + timing.settleMillis * 1_000_000;
      try {
        request.settle(queue);
      } catch (Throwable e) {
        // What waits stays as it is, and is sent like that.
        Log.errorOnce("otlp.settle", "Spans that wait can't be made smaller: " + e, e);
      }
    }
    return nextSettling - now;
  }

  /** From now on no span waits long: the JVM is about to end. */
  void hurry() {
    delayNanos = Math.min(delayNanos, HURRIED_DELAY_NANOS);
    nextFlush = System.nanoTime();
  }

  /** True when nothing waits that could be sent now. */
  boolean isSettled() {
    boolean backingOff = inHand > 0 && nextAttempt - System.nanoTime() > 0;
    return idle || backingOff || (inHand == 0 && queue.size() == 0);
  }

  private void take(long now) {
    nextFlush = now + delayNanos;
    inHand = request.write(queue, queue.batch());
    attempts = 0;
    gotNothing = inHand == 0;
    if (inHand > 0) {
      stats.taken(inHand);
      sender.load(request.bytes());
      if (now - nextAttempt >= 0) {
        attempt();
      }
    }
  }

  /** Sends what is in hand; false when the receiver did not take it. */
  private boolean attempt() {
    attempts++;
    long start = System.nanoTime();
    Outcome outcome = sender.send(patience.forAttempt());
    stats.took(System.nanoTime() - start, outcome.errorType);
    if (outcome.isTaken()) {
      taken(outcome);
      return true;
    }
    outage.failed(outcome.reason);
    nextAttempt = System.nanoTime() + backOff.nanosAfterFailure(outcome.retryAfterMillis);
    boolean gone = !configured && outcome.unreachable;
    if (gone || !outcome.retryable || attempts >= MOST_ATTEMPTS || patience.isEnding()) {
      drop(
          patience.isEnding() ? DropReason.SHUTDOWN : DropReason.EXPORT_FAILED,
          String.valueOf(outcome.errorType));
    }
    if (gone) {
      stats.dropped(DropReason.EXPORT_FAILED, request.drain(queue));
      rest(System.nanoTime());
    }
    return false;
  }

  private void taken(Outcome outcome) {
    backOff.succeeded();
    outage.succeeded();
    nextAttempt = System.nanoTime();
    waiting = false;
    long rejected = Math.min(outcome.rejected, inHand);
    if (rejected > 0) {
      stats.dropped(DropReason.EXPORT_FAILED, rejected);
      Log.errorOnce(
          "otlp.rejected", "The receiver " + address + " rejects spans: " + outcome.reason, null);
    }
    stats.ended(inHand - rejected, rejected, "rejected");
    inHand = 0;
  }

  private void drop(DropReason reason, String errorType) {
    stats.ended(0, inHand, errorType);
    stats.dropped(reason, inHand);
    inHand = 0;
  }

  /** Gives up what is in hand after a failure of the agent's own. */
  void abandon(Throwable failure) {
    inHand = Math.max(inHand, request.abandon());
    drop(DropReason.EXPORT_FAILED, failure.getClass().getName());
    nextAttempt = System.nanoTime() + timing.firstBackOffMillis * 1_000_000;
    nextFlush = nextAttempt;
  }

  private void look(long now, boolean first) {
    if (Connector.listens(address, LOOK_MILLIS)) {
      idle = false;
      nextFlush = now + delayNanos;
      nextAttempt = now;
      recording.recording(true);
      Log.info("An OTLP receiver listens on " + address.authority() + ": spans are sent there.");
    } else {
      if (first) {
        Log.info(
            "No OTLP endpoint is configured and nothing listens on "
                + address.authority()
                + ": no span is built until something does.");
      }
      rest(now);
    }
  }

  private void rest(long now) {
    idle = true;
    recording.recording(false);
    nextAttempt = now + timing.lookMillis * 1_000_000;
  }

  /** Sends what waits, as long as the patience lasts and the receiver takes it. */
  void flush() {
    boolean taking = !idle;
    while (taking && !patience.isOver()) {
      if (inHand == 0) {
        inHand = request.write(queue, queue.batch());
        if (inHand == 0) {
          break;
        }
        stats.taken(inHand);
        sender.load(request.bytes());
      }
      taking = attempt();
    }
    if (inHand > 0) {
      drop(DropReason.SHUTDOWN, "shutdown");
    }
    stats.dropped(DropReason.SHUTDOWN, request.drain(queue));
  }

  void close() {
    sender.close();
  }
}
