package dev.sonde.exporters.otlp;

import dev.sonde.boot.Operation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The operations that wait to be exported: a ring that any thread fills and one thread empties.
 *
 * <p>To offer takes no lock and allocates nothing. The exporter is woken only when a whole batch
 * waits; smaller ones it comes for by itself.
 *
 * <p>A thread claims a place and then fills it. Where it never does, because it was killed in
 * between, the exporter goes on after a while. If it was merely slow, its operation stays in the
 * slot until the next one that belongs there takes its place, or is taken for that one: of the two
 * one is exported, so that with the place counted as lost the sums are right.
 *
 * <pre>
 *   slots   | . | . | a | b | c | . | . | . |
 *                     head        tail
 * </pre>
 */
final class SpanQueue {

  private static final int LEAST_SIZE = 2048;
  private static final int MOST_SIZE = 16 * 1024;
  private static final long HEAP_BYTES_PER_SPAN = 32 * 1024;
  private static final long FILL_NANOS = 5_000_000_000L;

  private final AtomicReferenceArray<@Nullable Operation> slots;
  private final int mask;
  private final int capacity;
  private final int batch;
  private final long fillNanos;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /** The exporter, while it waits for a batch. */
  private volatile @Nullable Thread waiting;

  /** The claimed place that the exporter found empty last, since when, and how many it gave up. */
  private long emptyAt = -1;

  private long emptySince;
  private int lost;

  SpanQueue(int capacity, int batch) {
    this(capacity, batch, FILL_NANOS);
  }

  /**
   * @param fillNanos how long a claimed place may stay empty
   */
  SpanQueue(int capacity, int batch, long fillNanos) {
    this.fillNanos = fillNanos;
    this.capacity = capacity;
    this.batch = Math.min(batch, capacity);
    int slotCount = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    this.slots = new AtomicReferenceArray<@Nullable Operation>(slotCount);
    this.mask = slotCount - 1;
  }

  /** The size that suits a heap which may grow to so many bytes. */
  static int sizeFor(long heap) {
    return (int) Math.max(LEAST_SIZE, Math.min(MOST_SIZE, heap / HEAP_BYTES_PER_SPAN));
  }

  int capacity() {
    return capacity;
  }

  /** How many operations make a batch. */
  int batch() {
    return batch;
  }

  int size() {
    long first = head.get();
    return (int) Math.max(0, tail.get() - first);
  }

  /** False when there is no room. */
  boolean offer(Operation operation) {
    long at = claim();
    if (at < 0) {
      return false;
    }
    fill(at, operation);
    return true;
  }

  /** A place that is the caller's to fill, or a negative number when there is no room. */
  long claim() {
    long at;
    do {
      at = tail.get();
      if (at - head.get() >= capacity) {
        return -1;
      }
    } while (!tail.compareAndSet(at, at + 1));
    return at;
  }

  void fill(long at, Operation operation) {
    slots.set((int) at & mask, operation);
    if (at + 1 - head.get() >= batch) {
      Thread exporter = waiting;
      if (exporter != null) {
        waiting = null;
        LockSupport.unpark(exporter);
      }
    }
  }

  /** The oldest operation, or null for none. Only the exporter may call this. */
  @Nullable Operation poll() {
    for (long at = head.get(); at < tail.get(); at++) {
      int slot = (int) at & mask;
      Operation operation = slots.get(slot);
      if (operation != null) {
        slots.lazySet(slot, null);
        head.lazySet(at + 1);
        return operation;
      }
      if (!isGivenUp(at)) {
        return null;
      }
      lost++;
      head.lazySet(at + 1);
    }
    return null;
  }

  /**
   * One of those that wait, or null where a thread is about to put one. Only the exporter may call
   * this.
   *
   * @param place from 0 for the oldest
   */
  @Nullable Operation peek(int place) {
    return slots.get((int) (head.get() + place) & mask);
  }

  private boolean isGivenUp(long at) {
    long now = System.nanoTime();
    if (emptyAt != at) {
      emptyAt = at;
      emptySince = now;
    }
    return now - emptySince > fillNanos;
  }

  /** How many places were given up since the last call. Only the exporter may call this. */
  int takeLost() {
    int count = lost;
    lost = 0;
    return count;
  }

  /** Waits until a batch is there, or the time is over, or something else unparks the exporter. */
  void awaitBatch(long nanos) {
    waiting = Thread.currentThread();
    if (size() < batch) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
  }
}
