package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.Operation;
import dev.sonde.boot.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Decides where operations stand in their traces.
 *
 * <p>While the sink is not recording, tracing idles: a context that came in is passed on as it is,
 * span id included, so that those who are called hang below the caller.
 */
public final class Tracing {

  private final Propagation propagation;
  private final Sampler sampler;
  private final SpanSink sink;

  private final SpanCounts counts;

  public Tracing(Propagation propagation, Sampler sampler, SpanSink sink, SpanCounts counts) {
    this.propagation = propagation;
    this.sampler = sampler;
    this.sink = sink;
    this.counts = counts;
  }

  public Propagation propagation() {
    return propagation;
  }

  /** Decides about a request that came in to the thread, by its headers. */
  public void begin(Current thread, Origin origin) {
    begin(thread, origin, sampler);
  }

  /** The same with a sampler for this request alone. */
  public void begin(Current thread, Origin origin, Sampler ofRequest) {
    origin.clear();
    counts.started(origin, decide(thread, origin, ofRequest));
  }

  /**
   * Decides that a request which came in to the thread is no part of a trace, nor is anything that
   * it calls. What it brought is carried on.
   */
  public void passBy(Current thread, Origin origin) {
    origin.clear();
    Incoming incoming = propagation.extract(thread, origin);
    if (incoming == Incoming.TRACE || incoming == Incoming.TRACE_UNDECIDED) {
      passOn(origin);
    } else {
      Ids.newTrace(origin);
    }
    origin.sampled = false;
  }

  /** The sampler that is configured, with another ratio for the traces that begin here. */
  public Sampler sampler(double ratio) {
    return sampler.withRatio(ratio);
  }

  /** Decides, and tells where the parent is. */
  private ParentOrigin decide(Current thread, Origin origin, Sampler sampler) {
    Incoming incoming = propagation.extract(thread, origin);
    boolean recording = sink.isRecording();
    switch (incoming) {
      case TRACE:
      case TRACE_UNDECIDED:
        if (!recording) {
          passOn(origin);
          return ParentOrigin.REMOTE;
        }
        boolean undecided = incoming == Incoming.TRACE_UNDECIDED;
        origin.parentRemote = true;
        origin.sampled =
            undecided
                ? sampler.root(origin.traceIdLow)
                : sampler.remote(origin.sampled, origin.traceIdLow);
        origin.spanId = Ids.newSpan();
        break;
      case NOTHING:
        Ids.newTrace(origin);
        origin.sampled = recording && sampler.root(origin.traceIdLow);
        origin.undecided = !recording;
        break;
      case ACCEPTED:
      case DENIED:
        Ids.newTrace(origin);
        boolean accepted = incoming == Incoming.ACCEPTED;
        origin.sampled = recording ? sampler.remote(accepted, origin.traceIdLow) : accepted;
    }
    origin.recording = recording && origin.sampled;
    return origin.parentRemote ? ParentOrigin.REMOTE : ParentOrigin.NONE;
  }

  /** Decides about an operation that the thread begins by itself, below its current context. */
  public void beginChild(Current thread, Origin origin) {
    beginChild(thread.get(), origin);
  }

  /** The same below a context that need not be the thread's. */
  public void beginChild(@Nullable Context parent, Origin origin) {
    origin.clear();
    counts.started(origin, decideChild(parent, origin));
  }

  /**
   * Decides about an operation that calls nothing which is measured.
   *
   * @return whether it is recorded; where it is not, it needs no identity and has none
   */
  public boolean beginLeaf(Current thread, Origin origin) {
    return beginLeaf(thread.get(), origin);
  }

  /** The same below a context that need not be the thread's. */
  public boolean beginLeaf(@Nullable Context parent, Origin origin) {
    if (parent != null && parent.hasTrace() && !parent.sampled) {
      counts.passed(ParentOrigin.LOCAL);
      return false;
    }
    origin.clear();
    ParentOrigin where = decideChild(parent, origin);
    if (origin.recording) {
      counts.started(origin, where);
    } else {
      counts.passed(where);
    }
    return origin.recording;
  }

  /** Takes back that a recorded operation was begun. */
  public void undo(Operation operation) {
    counts.ended(operation);
  }

  private ParentOrigin decideChild(@Nullable Context parent, Origin origin) {
    boolean recording = sink.isRecording();
    if (parent == null || !parent.hasTrace()) {
      Ids.newTrace(origin);
      origin.sampled = recording && sampler.root(origin.traceIdLow);
      origin.undecided = !recording;
      origin.baggage = parent == null ? null : parent.baggage;
    } else {
      origin.traceIdHigh = parent.traceIdHigh;
      origin.traceIdLow = parent.traceIdLow;
      origin.parentSpanId = parent.spanId;
      origin.sampled = parent.sampled;
      origin.undecided = parent instanceof Operation && ((Operation) parent).undecided;
      origin.traceState = parent.traceState;
      origin.baggage = parent.baggage;
      if (!recording) {
        passOn(origin);
        return ParentOrigin.LOCAL;
      }
      origin.spanId = Ids.newSpan();
    }
    origin.recording = recording && origin.sampled;
    return origin.parentSpanId == 0 ? ParentOrigin.NONE : ParentOrigin.LOCAL;
  }

  private static void passOn(Origin origin) {
    origin.spanId = origin.parentSpanId;
    origin.parentSpanId = 0;
  }

  /** Hands an operation that has ended to the exporter, if it is a span. */
  public void end(Operation operation) {
    counts.ended(operation);
    if (operation.recording) {
      sink.offer(operation);
    }
  }
}
