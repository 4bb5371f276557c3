package dev.sonde.boot;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections that the agent knows. It holds nothing of the library's.
 *
 * <p>Who borrows pays for leaks now and then only: he looks for those of others when that has not
 * been done for a while, and his place is kept when no other was kept in the last moments, which
 * takes longer than all else here. In a pool that has leaked the moments are shorter.
 */
final class ConnectionPool extends WeakReference<Object> implements Kept {

  private static final long MILLIS = 1_000_000;
  private static final long BETWEEN_PLACES = 10 * MILLIS;
  private static final long BETWEEN_PLACES_OF_LEAKS = MILLIS;

  private final String library;
  private final String name;
  private final PoolRecorder recorder;
  private final PoolRecorder.Series series;
  private final long leakThreshold;
  private final WeakReference<Object> settings;

  /** The loans of the open connections, which the connections hold. */
  private final List<WeakReference<Loan>> loans = new ArrayList<>();

  /** Those who wait, where the pool does not count them itself; null where it does. */
  private volatile @Nullable AtomicInteger waiting;

  /** When {@link #loans} are looked through for connections that are gone: at this many. */
  private int crowd = 16;

  private volatile long nextCheck;
  private volatile long nextPlace;
  private volatile boolean hasLeaked;
  private volatile boolean stopped;

  ConnectionPool(
      String library, Object pool, @Nullable Object settings, String name, PoolRecorder recorder) {
    super(pool);
    this.library = library;
    this.settings = new WeakReference<>(settings);
    this.name = name;
    this.recorder = recorder;
    this.series = recorder.series(name);
    this.leakThreshold = recorder.leakThreshold();
    this.nextPlace = System.nanoTime();
    this.nextCheck = nextPlace;
  }

  String library() {
    return library;
  }

  String name() {
    return name;
  }

  /** What else the library has of the pool. */
  @Nullable Object settings() {
    return settings.get();
  }

  PoolRecorder.Series series() {
    return series;
  }

  boolean isStopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }

  void addWaiting(int more) {
    AtomicInteger counted = waiting;
    if (counted == null) {
      synchronized (loans) {
        counted = waiting;
        if (counted == null) {
          counted = new AtomicInteger();
          waiting = counted;
        }
      }
    }
    counted.addAndGet(more);
  }

  /** How many wait; -1 where the pool counts them itself. */
  long waiting() {
    AtomicInteger counted = waiting;
    return counted == null ? -1 : Math.max(0, counted.get());
  }

  long leakThreshold() {
    return leakThreshold;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isMeasuredBy(PoolRecorder other) {
    return recorder == other;
  }

  /** Begins a loan. */
  void lend(Object connection, long now) {
    Object carried = Carried.get(connection);
    Loan loan;
    if (carried instanceof Loan) {
      loan = (Loan) carried;
    } else {
      loan = new Loan();
      Carried.put(connection, loan);
      add(loan);
    }
    loan.begin(this, now, leakThreshold > 0 ? place(connection, now) : null);
    if (leakThreshold > 0 && now - nextCheck >= 0) {
      check(now);
    }
  }

  /** Kept by an object with a field for it alone: its frames lead to the application's classes. */
  private @Nullable Throwable place(Object connection, long now) {
    if (now - nextPlace < 0 || !(connection instanceof Carrier)) {
      return null;
    }
    nextPlace = now + (hasLeaked ? BETWEEN_PLACES_OF_LEAKS : BETWEEN_PLACES);
    return new Throwable();
  }

  /** Once for each connection that is opened. */
  private void add(Loan loan) {
    synchronized (loans) {
      if (loans.size() >= crowd) {
        removeGone();
        crowd = 2 * loans.size() + 16;
      }
      loans.add(new WeakReference<>(loan));
    }
  }

  private void removeGone() {
    List<WeakReference<Loan>> left = new ArrayList<>();
    for (WeakReference<Loan> each : loans) {
      if (each.get() != null) {
        left.add(each);
      }
    }
    loans.clear();
    loans.addAll(left);
  }

  /** Counts what is held for too long. */
  void check(long now) {
    if (leakThreshold <= 0) {
      return;
    }
    nextCheck = now + leakThreshold / 2;
    for (WeakReference<Loan> each : open()) {
      Loan loan = each.get();
      if (loan != null) {
        loan.check(now);
      }
    }
  }

  /** How many connections somebody has, as far as they were borrowed before the agent's eyes. */
  long lent() {
    long lent = 0;
    for (WeakReference<Loan> each : open()) {
      Loan loan = each.get();
      lent += loan != null && loan.isOf(this) ? 1 : 0;
    }
    return lent;
  }

  private List<WeakReference<Loan>> open() {
    synchronized (loans) {
      removeGone();
      return new ArrayList<>(loans);
    }
  }

  void leaked(Leak leak) {
    hasLeaked = true;
    series.leaked(leak);
  }
}
