package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven connection pools. A pool is whatever object of the library stands for it, its
 * settings are what else the library has the pool's figures in; a connection is the library's own
 * object of it, which stays when it is given back.
 *
 * <pre>{@code
 * PoolProbe.started("hikari", pool, settings);
 * long since = PoolProbe.now("hikari", pool, settings);  // 0: not measured
 * PoolProbe.waited("hikari", pool, settings, since);     // somebody has got a connection
 * PoolProbe.borrowed(pool, connection);                  // which one
 * PoolProbe.returned(connection);
 * PoolProbe.stopped(pool);
 * }</pre>
 *
 * <p>A pool of a library that is not of connections alone tells of all its objects, and is found
 * out by the first one.
 *
 * <pre>{@code
 * long since = PoolProbe.nowOfAny(pool);                 // 0: not measured
 * PoolProbe.obtainedOfAny(pool, object, since);
 * PoolProbe.returned(object);
 * }</pre>
 */
public final class PoolProbe {

  private static volatile @Nullable PoolRecorder recorder;

  /** What a pool carries whose objects are no connections. */
  private static final Kept UNMEASURED = new Kept() {};

  private PoolProbe() {}

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable PoolRecorder newRecorder) {
    recorder = newRecorder;
    if (newRecorder == null) {
      ConnectionPools.removeAll();
    }
  }

  static @Nullable PoolRecorder recorder() {
    return recorder;
  }

  /** The time, or 0 when nothing measures. */
  public static long now() {
    if (recorder == null) {
      return 0;
    }
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  /**
   * The same for who is about to wait at a pool, which is known from here on. One that was stopped
   * is only once it lends: many a one is asked after its end, and refuses.
   */
  public static long now(String library, Object pool, @Nullable Object settings) {
    PoolRecorder current = recorder;
    if (current == null) {
      return 0;
    }
    if (carried(pool, current) == null) {
      ConnectionPools.add(library, pool, settings, null, current);
    }
    return now();
  }

  /** The same at a pool that does not count who waits; {@link #leaveQueue} must follow. */
  public static long queue(String library, Object pool, @Nullable Object settings) {
    long since = now(library, pool, settings);
    Object carried = since == 0 ? null : Carried.get(pool);
    if (carried instanceof ConnectionPool) {
      ((ConnectionPool) carried).enterQueue();
    }
    return since;
  }

  /** Says that nobody waits any more since a time. */
  public static void leaveQueue(Object pool, long since) {
    Object carried = since == 0 ? null : Carried.get(pool);
    if (carried instanceof ConnectionPool) {
      ((ConnectionPool) carried).leaveQueue();
    }
  }

  /** The time, or 0 when nothing measures or the pool is not known. */
  public static long nowOf(Object pool) {
    PoolRecorder current = recorder;
    return current == null || carried(pool, current) == null ? 0 : now();
  }

  /**
   * The time for who is about to wait at a pool of whatever objects, or 0 when nothing measures or
   * they are no connections.
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  public static long nowOfAny(Object pool) {
    return recorder == null || Carried.get(pool) == UNMEASURED ? 0 : now();
  }

  /**
   * Somebody has got an object of a pool of whatever objects. The first one tells whether they are
   * connections, and to where.
   */
  public static void obtainedOfAny(Object pool, Object object, long since) {
    PoolRecorder current = recorder;
    if (current == null || since == 0) {
      return;
    }
    ConnectionPool known = carried(pool, current);
    if (known == null) {
      known = ConnectionPools.addByObject(pool, object, current);
    }
    if (known == null) {
      Carried.put(pool, UNMEASURED);
      return;
    }
    long now = System.nanoTime();
    known.series().waited(now - since);
    known.lend(object, now);
  }

  /** Somebody has waited in vain at a pool of whatever objects. */
  public static void timedOutOfAny(Object pool) {
    PoolRecorder current = recorder;
    ConnectionPool known = current == null ? null : carried(pool, current);
    if (known != null) {
      known.series().timedOut();
      known.check(System.nanoTime());
    }
  }

  /** Makes a pool known, once more after it was stopped; a pool that is used is known, too. */
  public static void started(String library, Object pool, @Nullable Object settings) {
    started(library, pool, settings, null);
  }

  /**
   * The same where the library's other objects have the pool's name.
   *
   * @param name null where the pool itself is asked
   */
  public static void started(
      String library, Object pool, @Nullable Object settings, @Nullable String name) {
    PoolRecorder current = recorder;
    if (current == null) {
      return;
    }
    ConnectionPool known = carried(pool, current);
    if (known == null || known.isStopped()) {
      ConnectionPools.add(library, pool, settings, name, current);
    }
  }

  public static void stopped(@Nullable Object pool) {
    if (pool != null) {
      ConnectionPools.remove(pool);
    }
  }

  /** Somebody has got a connection that he has asked for at a time. */
  public static void waited(String library, Object pool, @Nullable Object settings, long since) {
    ConnectionPool known = since == 0 ? null : lender(library, pool, settings, since);
    if (known != null) {
      known.series().waited(System.nanoTime() - since);
    }
  }

  /** Tells which connection of a pool that is known somebody has from now on. */
  public static void borrowed(Object pool, Object connection) {
    PoolRecorder current = recorder;
    ConnectionPool known = current == null ? null : carried(pool, current);
    if (known != null) {
      known.lend(connection, System.nanoTime());
    }
  }

  /** Both at once. */
  public static void obtained(
      String library, Object pool, @Nullable Object settings, Object connection, long since) {
    ConnectionPool known = since == 0 ? null : lender(library, pool, settings, since);
    if (known != null) {
      long now = System.nanoTime();
      known.series().waited(now - since);
      known.lend(connection, now);
    }
  }

  /** Whether somebody has the connection already. */
  public static boolean isLent(Object connection) {
    Loan loan = Loan.of(connection);
    return loan != null && loan.isOn();
  }

  /** Nobody has the connection any more; the first call after each borrow counts. */
  public static void returned(@Nullable Object connection) {
    Loan loan = connection == null ? null : Loan.of(connection);
    if (loan != null) {
      loan.end(System.nanoTime());
    }
  }

  /** Somebody has waited for a connection in vain. */
  public static void timedOut(String library, Object pool, @Nullable Object settings) {
    ConnectionPool known = find(library, pool, settings);
    if (known != null) {
      known.series().timedOut();
      known.check(System.nanoTime());
    }
  }

  /** A connection to the database is open that was begun to be opened at a time. */
  public static void created(String library, Object pool, @Nullable Object settings, long since) {
    ConnectionPool known = since == 0 ? null : find(library, pool, settings);
    if (known != null) {
      known.series().created(System.nanoTime() - since);
    }
  }

  /** The same where the pool may be known a little later, or never when it fails to start. */
  public static void createdEarly(Object pool, long since) {
    PoolRecorder current = recorder;
    if (current == null || since == 0) {
      return;
    }
    long nanos = System.nanoTime() - since;
    ConnectionPool known = carried(pool, current);
    if (known == null) {
      ConnectionPools.keepCreation(pool, nanos, current);
    } else {
      known.series().created(nanos);
    }
  }

  /** Tells for which pool an object opens connections. */
  public static void opensFor(Object opener, @Nullable Object pool) {
    Carried.put(opener, pool);
  }

  /** A connection is open that an object has begun to open at a time. */
  public static void createdBy(Object opener, long since) {
    Object pool = Carried.get(opener);
    if (pool != null) {
      createdEarly(pool, since);
    }
  }

  private static @Nullable ConnectionPool find(
      String library, Object pool, @Nullable Object settings) {
    PoolRecorder current = recorder;
    if (current == null) {
      return null;
    }
    ConnectionPool known = carried(pool, current);
    return known != null ? known : ConnectionPools.add(library, pool, settings, null, current);
  }

  /** A pool that was stopped and lends to who came later was started again. */
  private static @Nullable ConnectionPool lender(
      String library, Object pool, @Nullable Object settings, long since) {
    PoolRecorder current = recorder;
    ConnectionPool known = find(library, pool, settings);
    return known == null || current == null || !known.isStoppedBefore(since)
        ? known
        : ConnectionPools.add(library, pool, settings, null, current);
  }

  static @Nullable ConnectionPool carried(Object pool, PoolRecorder current) {
    Object carried = Carried.get(pool);
    return carried instanceof ConnectionPool && ((ConnectionPool) carried).isMeasuredBy(current)
        ? (ConnectionPool) carried
        : null;
  }
}
