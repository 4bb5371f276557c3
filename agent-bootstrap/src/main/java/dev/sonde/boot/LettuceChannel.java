package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps with a connection that many commands share at a time: where it leads to, and
 * which of the databases there is selected. One that is opened once more has another one.
 *
 * <p>What handles a connection carries it, and so does what outlives that and is connected again.
 */
public final class LettuceChannel implements Kept {

  final RedisRecorder recorder;
  final RedisServer server;
  private volatile RedisDatabase database;
  private volatile boolean closed;

  private LettuceChannel(RedisRecorder recorder, RedisServer server) {
    this.recorder = recorder;
    this.server = server;
    this.database = recorder.database(server, 0);
  }

  /** That of a connection; null for one that was not {@link #opened}. */
  public static @Nullable LettuceChannel of(Object handler) {
    RedisRecorder current = RedisProbe.recorder();
    return current == null ? null : known(handler, current);
  }

  /**
   * A connection is open, for the first time or still.
   *
   * @param handler what handles this connection alone
   * @param endpoint what goes on with another connection when this one is closed
   * @param address where it leads to
   * @return null when nothing measures
   */
  public static @Nullable LettuceChannel opened(
      Object handler, @Nullable Object endpoint, @Nullable Object address) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null) {
      return null;
    }
    LettuceChannel known = known(handler, current);
    if (known != null) {
      return known;
    }
    // The thread serves connections: what its creator was in is over for it.
    Current.cell().leaveInherited();
    LettuceChannel fresh = new LettuceChannel(current, RedisProbe.server(handler, null, address));
    Carried.put(handler, fresh);
    current.opened(fresh.database);
    if (endpoint != null) {
      if (known(endpoint, current) != null) {
        current.reconnected(fresh.database);
      }
      Carried.put(endpoint, fresh);
    }
    return fresh;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  static @Nullable LettuceChannel known(Object carrier, RedisRecorder current) {
    Object carried = Carried.get(carrier);
    return carried instanceof LettuceChannel && ((LettuceChannel) carried).recorder == current
        ? (LettuceChannel) carried
        : null;
  }

  /** A connection is closed. */
  public static void closed(Object handler) {
    RedisRecorder current = RedisProbe.recorder();
    LettuceChannel known = current == null ? null : known(handler, current);
    if (current != null && known != null && !known.closed) {
      known.closed = true;
      current.closed(known.database);
    }
  }

  RedisDatabase database() {
    return database;
  }

  /** Selects a database, and tells which. */
  RedisDatabase select(int index) {
    RedisDatabase selected = recorder.database(server, index);
    database = selected;
    return selected;
  }

  /** One could not be selected after all. */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  void goBack(@Nullable RedisDatabase selected, RedisDatabase before) {
    if (database == selected) {
      database = before;
    }
  }
}
