package dev.sonde.exporters.prometheus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections under way. Each has a thread while it is read and answered; threads come when
 * they are needed, are few, and go when they have been idle. When there are too many, the oldest
 * connection that has not sent its whole request gives way to a new one.
 *
 * <p>{@link #sweep} must be called now and then while {@link #isIdle} is false: it closes what
 * takes too long.
 */
final class Connections {

  /** How long a client may read an answer that came before all that it sent was read. */
  private static final long FAREWELL_MILLIS = 1_000;

  private static final int MOST_FAREWELLS = 64;

  private final long idleMillis;
  private final ThreadFactory factory;
  private final Runnable work =
      new Runnable() {
        @Override
        public void run() {
          work();
        }
      };

  /** Guards all that follows, which has its full size from the start: ending needs no memory. */
  private final Object lock = new Object();

  /** Those that are read or answered, the oldest first. */
  private final Set<Connection> live = new LinkedHashSet<>(2 * Limits.MOST_CONNECTIONS);

  /** Those of {@link #live} that no thread has taken yet. */
  private final Queue<Connection> waiting = new ArrayDeque<>(Limits.MOST_CONNECTIONS);

  private final List<Connection> farewells = new ArrayList<>(MOST_FAREWELLS);
  private int threads;
  private int idleThreads;
  private boolean stopped;

  Connections(Limits limits, ThreadFactory factory) {
    this.idleMillis = limits.idleMillis;
    this.factory = factory;
  }

  /** Has a connection answered; false when too many are. */
  boolean admit(Connection connection) {
    boolean admitted = false;
    try {
      admitted = enter(connection);
    } catch (Throwable e) {
      connection.close();
      throw e;
    }
    if (!admitted) {
      connection.refuse();
      ended(connection, true);
    }
    return admitted;
  }

  private boolean enter(Connection connection) {
    synchronized (lock) {
      if (stopped || (live.size() == Limits.MOST_CONNECTIONS && !oneGivesWay())) {
        return false;
      }
      if (idleThreads > waiting.size()) {
        lock.notify();
      } else if (threads < Limits.MOST_CONNECTIONS) {
        factory.newThread(work).start();
        threads++;
      }
      live.add(connection);
      waiting.add(connection);
      return true;
    }
  }

  private boolean oneGivesWay() {
    for (Iterator<Connection> each = live.iterator(); each.hasNext(); ) {
      Connection connection = each.next();
      if (connection.giveWay()) {
        each.remove();
        waiting.remove(connection);
        return true;
      }
    }
    return false;
  }

  private void work() {
    Connection next = next();
    while (next != null) {
      try {
        next.run();
      } catch (Throwable e) {
        // It can't be told without memory; the thread goes on, or it would be missed.
        next.close();
      }
      next = next();
    }
  }

  /** Waits for a connection; null ends the thread. */
  private @Nullable Connection next() {
    long end = System.nanoTime() + idleMillis * 1_000_000;
    synchronized (lock) {
      long left = idleMillis;
      idleThreads++;
      while (waiting.isEmpty() && !stopped && left > 0) {
        try {
          lock.wait(left);
        } catch (InterruptedException e) {
          // Nobody of ours interrupts; to end, there is stop().
        }
        left = (end - System.nanoTime()) / 1_000_000;
      }
      idleThreads--;
      Connection next = waiting.poll();
      if (next == null) {
        threads--;
      }
      return next;
    }
  }

  /**
   * Takes a connection whose answer was sent.
   *
   * @param unread whether the client may have sent more than was read
   */
  void ended(Connection connection, boolean unread) {
    if (unread) {
      connection.endOutput(FAREWELL_MILLIS);
    }
    boolean stays = false;
    synchronized (lock) {
      live.remove(connection);
      if (unread && !stopped && farewells.size() < MOST_FAREWELLS) {
        stays = farewells.add(connection);
      }
    }
    if (!stays) {
      connection.close();
    }
  }

  /** True when nothing needs {@link #sweep}. */
  boolean isIdle() {
    synchronized (lock) {
      return live.isEmpty() && farewells.isEmpty();
    }
  }

  /** Closes what is late, and clears the way for farewells. */
  void sweep() {
    synchronized (lock) {
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
        }
      }
    }
  }

  void stop() {
    synchronized (lock) {
      stopped = true;
      lock.notifyAll();
      for (Connection connection : live) {
        connection.close();
      }
      for (Connection connection : farewells) {
        connection.close();
      }
    }
  }
}
