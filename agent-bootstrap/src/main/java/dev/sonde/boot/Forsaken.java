package dev.sonde.boot;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests whose answer nobody may ever ask for: one whose connection is gone has ended. That is
 * seen when the next request is sent.
 */
final class Forsaken {

  private static final ConcurrentHashMap<Waiting, Boolean> WAITING = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private Forsaken() {}

  private static final class Waiting extends WeakReference<Object> {
    final HttpClientOperation operation;

    Waiting(Object connection, HttpClientOperation operation) {
      super(connection, GONE);
      this.operation = operation;
    }
  }

  static void watch(Object connection, HttpClientOperation operation) {
    WAITING.put(new Waiting(connection, operation), Boolean.TRUE);
  }

  static void endThoseThatAreGone() {
    for (Reference<?> each = GONE.poll(); each != null; each = GONE.poll()) {
      Waiting gone = (Waiting) each;
      WAITING.remove(gone);
      HttpClientProbe.end(gone.operation, null);
    }
  }
}
