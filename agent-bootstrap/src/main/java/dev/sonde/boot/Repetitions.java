package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * How often a request executes the same statement, for the few statements that it executes most:
 * one that finds no place takes that of the rarest, so that what is executed again and again stays.
 *
 * <p>Threads of one request may count at the same time; a count that is lost then does no harm.
 */
public final class Repetitions {

  private static final int PLACES = 16;

  private final @Nullable Object[] statements = new @Nullable Object[PLACES];
  private final int[] counts = new int[PLACES];
  private int last;

  Repetitions() {}

  /** Counts one more execution, and tells how many there were. */
  @SuppressWarnings("ReferenceEquality") // a statement's text is kept once
  public int count(Object statement) {
    int place = last;
    if (statements[place] != statement) {
      place = place(statement);
      last = place;
    }
    return ++counts[place];
  }

  @SuppressWarnings("ReferenceEquality") // a statement's text is kept once
  private int place(Object statement) {
    int rarest = 0;
    for (int i = 0; i < PLACES; i++) {
      if (statements[i] == statement) {
        return i;
      }
      if (counts[i] < counts[rarest]) {
        rarest = i;
      }
    }
    statements[rarest] = statement;
    counts[rarest] = 0;
    return rarest;
  }

  /** Where the statement is that was executed most. */
  public int most() {
    int most = 0;
    for (int i = 1; i < PLACES; i++) {
      if (counts[i] > counts[most]) {
        most = i;
      }
    }
    return most;
  }

  public int count(int place) {
    return counts[place];
  }

  public @Nullable Object statement(int place) {
    return statements[place];
  }
}
