package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Who has a pooled connection, and since when. The pool's own object of the connection carries it,
 * and each borrow uses it again, so that a borrow allocates nothing.
 *
 * <p>It is written by who borrows and who gives back, which the pool keeps in order. A thread that
 * looks for leaks reads it beside them, and may see a borrower with the next one's time; {@link
 * #told} is what makes a leak count once.
 */
final class Loan implements Kept {

  private static final AtomicLongFieldUpdater<Loan> SINCE =
      AtomicLongFieldUpdater.newUpdater(Loan.class, "since");
  private static final AtomicLongFieldUpdater<Loan> TOLD =
      AtomicLongFieldUpdater.newUpdater(Loan.class, "told");

  /** When it was borrowed, by {@link System#nanoTime}; 0 while nobody has it. */
  private volatile long since;

  /** The {@link #since} of the latest borrow that was a leak. */
  private volatile long told;

  private final ConnectionPool pool;

  private String threadName = "";
  private long threadId;
  private @Nullable Throwable place;

  Loan(ConnectionPool pool) {
    this.pool = pool;
  }

  /** The one of a connection, or null. */
  static @Nullable Loan of(Object connection) {
    Object carried = Carried.get(connection);
    if (carried instanceof RedisConnection) {
      return ((RedisConnection) carried).loan();
    }
    return carried instanceof Loan ? (Loan) carried : null;
  }

  /**
   * Keeps it with a connection, beside what else is kept there.
   *
   * @param behind what the connection does its work by; null where that is not known
   */
  void keepWith(Object connection, @Nullable Object behind) {
    Object carried = Carried.get(connection);
    if (carried instanceof RedisConnection) {
      ((RedisConnection) carried).lendBy(this);
      return;
    }
    Carried.put(connection, this);
    Object working = behind == null ? null : Carried.get(behind);
    if (working instanceof RedisConnection) {
      ((RedisConnection) working).lendBy(this);
    }
  }

  /** Is for long by intent: it is no leak, however long. */
  void isForLong() {
    told = since;
  }

  void begin(long now, @Nullable Throwable place) {
    Thread thread = Thread.currentThread();
    threadName = thread.getName();
    threadId = thread.getId();
    this.place = place;
    since = now == 0 ? 1 : now;
  }

  boolean isOn() {
    return since != 0;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(ConnectionPool lender) {
    return pool == lender;
  }

  /** Ends the loan and tells its length; the first call after a borrow counts. */
  void end(long now) {
    long began = since;
    if (began == 0 || !SINCE.compareAndSet(this, began, 0)) {
      return;
    }
    pool.series().used(now - began);
    if (isLeak(began, now)) {
      tell(began, now, true);
    }
    place = null;
  }

  /** Counts the loan when it is for too long and was not counted. */
  void check(long now) {
    long began = since;
    if (began != 0 && isLeak(began, now)) {
      tell(began, now, false);
    }
  }

  private boolean isLeak(long began, long now) {
    long threshold = pool.leakThreshold();
    return threshold > 0 && now - began > threshold;
  }

  private void tell(long began, long now, boolean isBack) {
    long last = told;
    if (last != began && TOLD.compareAndSet(this, last, began)) {
      pool.leaked(new Leak(now - began, threadName, threadId, place, isBack));
      // It keeps the classes of its frames, and a connection that is lost may stay for ever.
      place = null;
    }
  }
}
