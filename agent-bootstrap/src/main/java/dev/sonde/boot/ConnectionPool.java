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
final class ConnectionPool implements Kept {

  private static final long MILLIS = 1_000_000;
  private static final long BETWEEN_PLACES = 10 * MILLIS;
  private static final long BETWEEN_PLACES_OF_LEAKS = MILLIS;

  private final String library;
  private final String name;
  private final PoolRecorder recorder;
  private final PoolRecorder.Series series;
  private long leakThreshold;
  private long least = -1;
  private long most = -1;
  private final WeakReference<Object> pool;
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

  private long stoppedAt;
  private volatile boolean stopped;

  ConnectionPool(
      String library, Object pool, @Nullable Object settings, String name, PoolRecorder recorder) {
    this.library = library;
    this.pool = new WeakReference<>(pool);
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

  /** The library's object; null when nobody has it any more. */
  @Nullable Object pool() {
    return pool.get();
  }

  /** What else the library has of the pool. */
  @Nullable Object settings() {
    return settings.get();
  }

  /** Is told how many connections it keeps and may have, where it does not tell itself. */
  void limits(long newLeast, long newMost) {
    least = newLeast;
    most = newMost;
  }

  /** The library lends its connections to nobody but itself: none leaks, and who waits is told. */
  void lendsToItself() {
    leakThreshold = 0;
    waiting = new AtomicInteger();
  }

  /** Reads what is known of it here. */
  void read(PoolFigures into) {
    AtomicInteger counted = waiting;
    into.used = lent();
    into.pending = counted == null ? -1 : counted.get();
    into.leastIdle = least;
    into.most = most;
  }

  PoolRecorder.Series series() {
    return series;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Whether who has begun to borrow at a time did so when the pool was over. */
  boolean isStoppedBefore(long since) {
    return stopped && since - stoppedAt > 0;
  }

  void stop() {
    stoppedAt = System.nanoTime();
    stopped = true;
  }

  void enterQueue() {
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
    counted.incrementAndGet();
  }

  /** Whoever entered before the pool was made known once more is not in the queue. */
  void leaveQueue() {
    AtomicInteger counted = waiting;
    int before = counted == null ? 0 : counted.get();
    while (counted != null && before > 0 && !counted.compareAndSet(before, before - 1)) {
      before = counted.get();
    }
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
    Loan known = Loan.of(connection);
    Loan loan = known != null && known.isOf(this) ? known : firstOf(connection);
    loan.begin(now, leakThreshold > 0 ? place(connection, now) : null);
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
  private Loan firstOf(Object connection) {
    Loan loan = new Loan(this);
    loan.keepWith(connection, ConnectionPools.behind(library, connection));
    synchronized (loans) {
      if (loans.size() >= crowd) {
        removeGone();
        crowd = 2 * loans.size() + 16;
      }
      loans.add(new WeakReference<>(loan));
    }
    return loan;
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
      lent += loan != null && loan.isOn() ? 1 : 0;
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
