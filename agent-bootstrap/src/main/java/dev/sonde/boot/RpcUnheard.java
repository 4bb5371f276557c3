package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Made calls whose status has come and which the application has not heard of, since its executor
 * has not come to that. One that drops its tasks never does: their calls end here after a while, as
 * of when the status came.
 *
 * <p>There are so many places, and each call looks for a free one near its own. Where there is none
 * the call is not watched.
 */
final class RpcUnheard {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int PLACES = 1 << 10;
  private static final int TRIES = 8;

  private static final AtomicReferenceArray<@Nullable RpcClientOperation> CALLS =
      new AtomicReferenceArray<>(PLACES);

  /** When the status came of the call in the same place, or of one that came to it a bit later. */
  private static final AtomicLongArray SINCE = new AtomicLongArray(PLACES);

  private RpcUnheard() {}

  private static int place(RpcClientOperation operation, int attempt) {
    long start = operation.startNanos;
    return ((int) (start ^ start >>> 10) + attempt) & (PLACES - 1);
  }

  /** The status of a call has come, just now. */
  static void add(RpcClientOperation operation) {
    long now = System.nanoTime();
    for (int i = 0; i < TRIES; i++) {
      int place = place(operation, i);
      endIfDropped(place, now);
      if (CALLS.get(place) == null) {
        SINCE.set(place, now);
        if (CALLS.compareAndSet(place, null, operation)) {
          if (operation.isEnded()) {
            CALLS.compareAndSet(place, operation, null);
          }
          return;
        }
      }
    }
  }

  /** The application has heard of it, which has ended it. */
  static void remove(RpcClientOperation operation) {
    for (int i = 0; i < TRIES; i++) {
      int place = place(operation, i);
      if (CALLS.get(place) == operation) {
        CALLS.compareAndSet(place, operation, null);
        return;
      }
    }
  }

  /** Ends those of which the application will not hear any more. */
  static void endThoseUpTo(long now) {
    for (int i = 0; i < PLACES; i++) {
      endIfDropped(i, now);
    }
  }

  private static void endIfDropped(int place, long now) {
    RpcClientOperation operation = CALLS.get(place);
    if (operation != null && now - SINCE.get(place) > PATIENCE_NANOS) {
      RpcProbe.endAt(operation, SINCE.get(place));
      CALLS.compareAndSet(place, operation, null);
    }
  }

  static void forgetAll() {
    for (int i = 0; i < PLACES; i++) {
      CALLS.set(i, null);
    }
  }
}
