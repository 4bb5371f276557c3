package dev.sonde.exporters.otlp;

import dev.sonde.boot.Context;
import dev.sonde.boot.Operation;
import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import org.jspecify.annotations.Nullable;

/** Makes requests of the operations in the queue, each within the size that receivers take. */
final class TraceRequest {

  private final ProtoBuffer out = new ProtoBuffer();
  private final SpanClock clock = new SpanClock();
  private final Envelope envelope;
  private final SpanWriter spans;
  private final SelfStats self;
  private final ExportStats stats;
  private final int mostBytes;

  /** An operation that found no room in the last request. */
  private @Nullable Operation carried;

  private int settlings;

  /** How many operations are in a request whose writing has not ended. */
  private int unfinished;

  TraceRequest(Envelope envelope, Config config, SelfStats self, ExportStats stats, int mostBytes) {
    this.envelope = envelope;
    this.spans = new SpanWriter(out, config);
    this.self = self;
    this.stats = stats;
    this.mostBytes = mostBytes;
  }

  ProtoBuffer bytes() {
    return out;
  }

  /** True when an operation waits that is no longer in the queue. */
  boolean isCarrying() {
    return carried != null;
  }

  /** Writes a request of up to {@code most} spans and tells how many it holds. */
  int write(SpanQueue queue, int most) {
    out.clear();
    envelope.open(out);
    out.limit(mostBytes);
    long anchor = clock.anchorNanos();
    int count = 0;
    while (count < most) {
      Operation operation = carried != null ? carried : queue.poll();
      carried = null;
      if (operation == null) {
        break;
      }
      unfinished = count + 1;
      int before = out.size();
      try {
        spans.write(Envelope.ITEM, operation, anchor);
        count++;
      } catch (ProtoBuffer.Full e) {
        out.cutTo(before);
        if (count > 0) {
          carried = operation;
          break;
        }
        stats.dropped(DropReason.LIMIT, 1);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        out.cutTo(before);
        stats.dropped(DropReason.EXPORT_FAILED, 1);
        self.error("otlp", SelfStats.Phase.EXPORT);
        Log.errorOnce("otlp.span", "A span can't be written: " + e, e);
      }
    }
    stats.dropped(DropReason.EXPORT_FAILED, queue.takeLost());
    envelope.close(out);
    unfinished = 0;
    return count;
  }

  /**
   * Lets what waits hold nothing of the application but texts, and no more than so much of those.
   * An operation holds the one that it is a part of, too, which may wait nowhere.
   */
  void settle(SpanQueue queue) {
    settlings++;
    long room = mostBytes;
    int waiting = queue.size();
    for (int place = -1; place < waiting; place++) {
      Context each = place < 0 ? carried : queue.peek(place);
      while (each instanceof Operation) {
        Operation operation = (Operation) each;
        if (operation.isEnded()) {
          room -= spans.settle(operation, room, settlings);
        }
        each = operation.outer();
      }
    }
  }

  /** Forgets a request whose writing failed, and tells how many operations it held. */
  int abandon() {
    int lost = unfinished;
    unfinished = 0;
    return lost;
  }

  /** Forgets all that waits, and tells how many operations that were. */
  int drain(SpanQueue queue) {
    int count = carried == null ? 0 : 1;
    carried = null;
    int most = queue.capacity();
    while (count <= most && queue.poll() != null) {
      count++;
    }
    return count + queue.takeLost();
  }
}
