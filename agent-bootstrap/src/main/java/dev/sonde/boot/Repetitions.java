package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How often a request executes the same statement, for a few statements: one that finds no place
 * takes that of the one that was not executed for the longest time, so that those of a loop stay,
 * as does the one that was executed most.
 *
 * <p>Threads of one request may count at the same time. Each number of executions is told to one of
 * them, as long as no statement has to give way to another.
 */
public final class Repetitions {

  private static final int PLACES = 16;

  /** Taken from the first on, and never free again. */
  private final AtomicReferenceArray<@Nullable Executed> places =
      new AtomicReferenceArray<>(PLACES);

  private @Nullable Executed last;

  /** How often it was another statement's turn; threads that race for it harm nothing. */
  private int turns;

  Repetitions() {}

  /** Counts one more execution, and tells how many there were. */
  public int count(Object statement) {
    Executed executed = last;
    if (executed == null || !executed.statement.equals(statement)) {
      executed = place(statement);
      executed.turn = ++turns;
      last = executed;
    }
    return Executed.TIMES.incrementAndGet(executed);
  }

  private Executed place(Object statement) {
    for (int i = 0; i < PLACES; i++) {
      Executed each = places.get(i);
      if (each == null) {
        Executed fresh = new Executed(statement);
        if (places.compareAndSet(i, null, fresh)) {
          return fresh;
        }
        each = places.get(i);
      }
      if (each != null && each.statement.equals(statement)) {
        return each;
      }
    }
    Executed fresh = new Executed(statement);
    places.set(longestNotExecuted(), fresh);
    return fresh;
  }

  private int longestNotExecuted() {
    int most = most();
    int longest = most == 0 ? 1 : 0;
    for (int i = longest + 1; i < PLACES; i++) {
      if (i != most && turn(i) < turn(longest)) {
        longest = i;
      }
    }
    return longest;
  }

  private int turn(int place) {
    Executed executed = places.get(place);
    return executed == null ? 0 : executed.turn;
  }

  /** Where the statement is that was executed most. */
  public int most() {
    int most = 0;
    for (int i = 1; i < PLACES; i++) {
      if (count(i) > count(most)) {
        most = i;
      }
    }
    return most;
  }

  public int count(int place) {
    Executed executed = places.get(place);
    return executed == null ? 0 : executed.times;
  }

  public @Nullable Object statement(int place) {
    Executed executed = places.get(place);
    return executed == null ? null : executed.statement;
  }

  /** A statement that was executed. */
  private static final class Executed {
    static final AtomicIntegerFieldUpdater<Executed> TIMES =
        AtomicIntegerFieldUpdater.newUpdater(Executed.class, "times");

    final Object statement;
    volatile int times;
    int turn;

    Executed(Object statement) {
      this.statement = statement;
    }
  }
}
