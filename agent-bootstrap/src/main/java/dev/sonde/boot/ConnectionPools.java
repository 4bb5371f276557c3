package dev.sonde.boot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection pools of this process, told by woven ones when they start, are used and stop. A
 * pool that is forgotten without being stopped is forgotten here, too.
 */
public final class ConnectionPools {

  private static final int MOST = 1000;
  private static final int LONGEST_NAME = 100;

  private static final List<ConnectionPool> RUNNING = new ArrayList<>();

  private static volatile @Nullable Reader reader;

  private ConnectionPools() {}

  /** Knows the libraries' pools. */
  public interface Reader {

    /** The name that a pool was given; null for one that has none, or one by chance. */
    @Nullable String name(String library, Object pool, @Nullable Object settings);

    /** Whether a pool is over, without having said so. It must not wait, nor take a lock. */
    boolean isOver(String library, Object pool);

    /**
     * The library that has connections like an object that a pool lends; null for no connection.
     */
    default @Nullable String library(Object lent) {
      return null;
    }

    /** What a connection that a pool lends does its work by; null where that is not known. */
    default @Nullable Object behind(String library, Object lent) {
      return null;
    }

    /** Reads what a pool tells of itself at the moment; what it does not tell is left. */
    void read(String library, Object pool, @Nullable Object settings, PoolFigures into);
  }

  /** Says how pools are read; null when nobody can. */
  public static void install(@Nullable Reader newReader) {
    reader = newReader;
  }

  /** Makes a pool known by an object that it lends; null when that is no connection. */
  static @Nullable ConnectionPool addByObject(Object pool, Object lent, PoolRecorder recorder) {
    Reader known = reader;
    String library = known == null ? null : known.library(lent);
    return known == null || library == null
        ? null
        : add(library, pool, null, known.name(library, pool, lent), recorder);
  }

  static @Nullable Object behind(String library, Object lent) {
    Reader known = reader;
    return known == null ? null : known.behind(library, lent);
  }

  /** Makes a pool known and lets it carry what is known of it. */
  static ConnectionPool add(
      String library,
      Object pool,
      @Nullable Object settings,
      @Nullable String name,
      PoolRecorder recorder) {
    Reader known = reader;
    String told = name != null || known == null ? name : known.name(library, pool, settings);
    String wanted = name(told, library);
    if (known != null) {
      removeOver(wanted, known);
    }
    synchronized (RUNNING) {
      ConnectionPool raced = find(pool, recorder);
      if (raced != null) {
        return raced;
      }
      removeGone(pool);
      ConnectionPool added = new ConnectionPool(library, pool, settings, free(wanted), recorder);
      Object early = Carried.get(pool);
      Carried.put(pool, added);
      if (early instanceof EarlyCreations) {
        ((EarlyCreations) early).tell(added.series());
      }
      if (RUNNING.size() < MOST) {
        RUNNING.add(added);
      }
      return added;
    }
  }

  /** Keeps how long a connection took to open until its pool is known. */
  static void keepCreation(Object pool, long nanos, PoolRecorder recorder) {
    synchronized (RUNNING) {
      Object carried = Carried.get(pool);
      if (carried instanceof ConnectionPool && ((ConnectionPool) carried).isMeasuredBy(recorder)) {
        ((ConnectionPool) carried).series().created(nanos);
      } else if (carried instanceof EarlyCreations) {
        ((EarlyCreations) carried).add(nanos);
      } else {
        EarlyCreations early = new EarlyCreations();
        early.add(nanos);
        Carried.put(pool, early);
      }
    }
  }

  private static @Nullable ConnectionPool find(Object pool, PoolRecorder recorder) {
    for (ConnectionPool each : RUNNING) {
      if (each.pool() == pool && each.isMeasuredBy(recorder)) {
        return each;
      }
    }
    return null;
  }

  /** Nothing that may be an address with credentials in it becomes a name. */
  private static String name(@Nullable String told, String library) {
    if (told == null || told.isEmpty() || told.contains("jdbc:") || told.contains("//")) {
      return library;
    }
    return told.length() <= LONGEST_NAME ? told : told.substring(0, LONGEST_NAME);
  }

  /** The name, or with a number where another pool has it. */
  private static String free(String name) {
    String free = name;
    for (int number = 2; isTaken(free); number++) {
      free = name + '-' + number;
    }
    return free;
  }

  private static boolean isTaken(String name) {
    for (ConnectionPool each : RUNNING) {
      if (each.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is over without having said so leaves its name to others. This is in a thread of the
   * application, so that nothing else may be asked of pools.
   */
  private static void removeOver(String name, Reader known) {
    for (ConnectionPool each : running()) {
      Object pool = each.name().startsWith(name) ? each.pool() : null;
      if (pool != null && known.isOver(each.library(), pool)) {
        remove(each);
      }
    }
  }

  static void remove(Object pool) {
    synchronized (RUNNING) {
      removeGone(pool);
    }
  }

  /** Makes those forgotten that have the same settings. */
  static void removeOf(Object settings) {
    for (ConnectionPool each : running()) {
      if (each.settings() == settings) {
        remove(each);
      }
    }
  }

  static void removeAll() {
    synchronized (RUNNING) {
      RUNNING.clear();
    }
  }

  private static void removeGone(Object stopped) {
    for (Iterator<ConnectionPool> each = RUNNING.iterator(); each.hasNext(); ) {
      ConnectionPool known = each.next();
      Object pool = known.pool();
      if (pool == null || pool == stopped) {
        known.stop();
        each.remove();
      }
    }
  }

  /** The present figures of the pools by their names, in the order in which they started. */
  public static Map<String, PoolFigures> figures() {
    Map<String, PoolFigures> all = new LinkedHashMap<>();
    Reader known = reader;
    if (known != null) {
      for (ConnectionPool each : running()) {
        Object pool = each.pool();
        if (pool == null || known.isOver(each.library(), pool)) {
          remove(each);
        } else {
          PoolFigures figures = new PoolFigures();
          each.read(figures);
          known.read(each.library(), pool, each.settings(), figures);
          all.put(each.name(), figures);
        }
      }
    }
    return all;
  }

  private static void remove(ConnectionPool over) {
    synchronized (RUNNING) {
      over.stop();
      RUNNING.remove(over);
    }
  }

  /** Looks in all pools for connections that are held for too long. */
  public static void checkLeaks() {
    long now = System.nanoTime();
    for (ConnectionPool each : running()) {
      each.check(now);
    }
  }

  private static List<ConnectionPool> running() {
    synchronized (RUNNING) {
      return new ArrayList<>(RUNNING);
    }
  }
}
