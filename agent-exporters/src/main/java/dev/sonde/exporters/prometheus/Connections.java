package dev.sonde.exporters.prometheus;

import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections under way. Each has a thread while it is answered; threads come when they are
 * needed, are few, and go when they have been idle.
 *
 * <p>{@link #sweep} must be called now and then while {@link #isIdle} is false: it closes what
 * takes too long.
 */
final class Connections {

  /** How long a client may read an answer that came before all that it sent was read. */
  private static final long FAREWELL_MILLIS = 1_000;

  private static final int MOST_FAREWELLS = 64;

  private final ThreadPoolExecutor threads;
  private final Set<Connection> live = ConcurrentHashMap.newKeySet();
  private final Queue<Connection> farewells = new ConcurrentLinkedQueue<>();
  private final AtomicInteger farewellCount = new AtomicInteger();

  Connections(Limits limits, ThreadFactory factory) {
    this.threads =
        new ThreadPoolExecutor(
            0,
            Limits.MOST_REQUESTS,
            limits.idleMillis,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<Runnable>(),
            factory);
  }

  /** Has a connection answered; false when too many are. */
  boolean admit(Connection connection) {
    live.add(connection);
    try {
      threads.execute(connection);
      return true;
    } catch (RejectedExecutionException e) {
      connection.refuse();
      ended(connection, true);
      return false;
    } catch (Throwable e) {
      live.remove(connection);
      connection.close();
      throw e;
    }
  }

  /**
   * Takes a connection whose answer was sent.
   *
   * @param unread whether the client may have sent more than was read
   */
  void ended(Connection connection, boolean unread) {
    if (unread && farewellCount.get() < MOST_FAREWELLS) {
      connection.endOutput(FAREWELL_MILLIS);
      farewellCount.incrementAndGet();
      farewells.add(connection);
    } else {
      connection.close();
    }
    live.remove(connection);
  }

  /** True when nothing needs {@link #sweep}. */
  boolean isIdle() {
    return live.isEmpty() && farewells.isEmpty();
  }

  /** Closes what is late, and clears the way for farewells. */
  void sweep() {
    for (Connection connection : live) {
      if (connection.isLate()) {
        connection.close();
      }
    }
    for (Iterator<Connection> each = farewells.iterator(); each.hasNext(); ) {
      Connection connection = each.next();
      connection.discardInput();
      if (connection.isLate()) {
        connection.close();
        each.remove();
        farewellCount.decrementAndGet();
      }
    }
  }

  void stop() {
    for (Connection connection : live) {
      connection.close();
    }
    for (Connection connection : farewells) {
      connection.close();
    }
    threads.shutdownNow();
  }
}
