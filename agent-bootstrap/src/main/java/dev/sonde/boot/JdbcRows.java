package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of one result set after the other: a statement's own, so that an execution makes
 * no garbage. A result set that was replaced by a later one counts no more.
 */
public final class JdbcRows implements Kept {

  /** The result set, or this where it has to be let go. */
  private @Nullable Object owner;

  private @Nullable JdbcQuery query;
  private long openedAt;
  private long count;
  private boolean moving;

  JdbcRows() {}

  /**
   * Begins to count.
   *
   * @param resultSet null where it must not be kept: the agent's table would keep it for ever
   */
  void open(@Nullable Object resultSet, JdbcQuery newQuery, long nanos) {
    query = newQuery;
    openedAt = nanos;
    count = 0;
    moving = false;
    owner = resultSet == null ? this : resultSet;
  }

  boolean isOpen() {
    return owner != null;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(Object asking) {
    return owner == asking || owner == this;
  }

  /** False when a move has begun already: a driver's method may call the one it overrides. */
  boolean beginMove() {
    boolean first = !moving;
    moving = true;
    return first;
  }

  /** The move is over, with a row or without. */
  public void moved(boolean toRow) {
    moving = false;
    if (toRow) {
      count++;
    }
  }

  /** Takes no more rows; what they belong to, or null when that was so already. */
  @Nullable JdbcQuery close() {
    JdbcQuery mine = query;
    query = null;
    owner = null;
    return mine;
  }

  public long openedAt() {
    return openedAt;
  }

  public long count() {
    return count;
  }
}
