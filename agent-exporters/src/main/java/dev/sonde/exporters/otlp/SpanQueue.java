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
 * <pre>
 *   slots   | . | . | a | b | c | . | . | . |
 *                     head        tail
 * </pre>
 */
final class SpanQueue {

  private static final int LEAST_SIZE = 2048;
  private static final int MOST_SIZE = 16 * 1024;
  private static final long HEAP_BYTES_PER_SPAN = 32 * 1024;

  private final AtomicReferenceArray<@Nullable Operation> slots;
  private final int mask;
  private final int capacity;
  private final int batch;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /** The exporter, while it waits for a batch. */
  private volatile @Nullable Thread waiting;

  SpanQueue(int capacity, int batch) {
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
    long at;
    do {
      at = tail.get();
      if (at - head.get() >= capacity) {
        return false;
      }
    } while (!tail.compareAndSet(at, at + 1));
    slots.set((int) at & mask, operation);
    if (at + 1 - head.get() >= batch) {
      Thread exporter = waiting;
      if (exporter != null) {
        waiting = null;
        LockSupport.unpark(exporter);
      }
    }
    return true;
  }

  /** The oldest operation, or null for none. Only the exporter may call this. */
  @Nullable Operation poll() {
    long at = head.get();
    int slot = (int) at & mask;
    Operation operation = slots.get(slot);
    if (operation != null) {
      slots.lazySet(slot, null);
      head.lazySet(at + 1);
    }
    return operation;
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
