package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * What the probes of the clients of Redis have in common: {@link JedisProbe} for connections that
 * one thread uses at a time, {@link LettuceProbe} and {@link RedissonProbe} for those that are
 * shared, and whose replies come on other threads.
 *
 * <p>Neither what a command is given nor what it returns is touched: names, numbers of arguments
 * and the types of replies are all that is looked at.
 */
public final class RedisProbe {

  /** Of a database that nobody knows the number of. */
  public static final int UNKNOWN_INDEX = -1;

  private static volatile @Nullable RedisRecorder recorder;

  private static volatile @Nullable Reader reader;

  private RedisProbe() {}

  /** Knows the clients' objects. */
  public interface Reader {

    /**
     * Where a connection leads to.
     *
     * @param factory what makes the connection's sockets; null where it is not known
     * @param socket the socket that it has; null where there is none
     */
    RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket);

    /**
     * An argument of a command as it is sent.
     *
     * @param given what the arguments are in
     * @param place 1 for the first one
     * @return null where there is none, or nobody knows
     */
    byte @Nullable [] argument(Object given, int place);

    /**
     * Which database a client's object leads to.
     *
     * @return {@link RedisProbe#UNKNOWN_INDEX} where nobody knows
     */
    default int index(Object connections) {
      return UNKNOWN_INDEX;
    }

    /** The connection that a future has; null where it has none yet. */
    default @Nullable Object connection(Object future) {
      return null;
    }

    /** The client that a connection belongs to. */
    default @Nullable Object client(Object connection) {
      return null;
    }

    /** What the server says in place of a reply, as far as an exception stands for that. */
    default @Nullable String error(Throwable thrown) {
      return null;
    }
  }

  public static void installReader(@Nullable Reader newReader) {
    reader = newReader;
  }

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable RedisRecorder newRecorder) {
    recorder = newRecorder;
  }

  static @Nullable RedisRecorder recorder() {
    return recorder;
  }

  static @Nullable Reader reader() {
    return reader;
  }

  /**
   * The calling thread begins what a client does for itself, and what it sends until {@link
   * #endUpkeep} is upkeep.
   *
   * @return what to end it with
   */
  public static @Nullable Current beginUpkeep() {
    if (recorder == null) {
      return null;
    }
    Current thread = Current.cell();
    thread.redisUpkeep(1);
    return thread;
  }

  public static void endUpkeep(@Nullable Current thread) {
    if (thread != null) {
      thread.redisUpkeep(-1);
    }
  }

  /** Whether the calling thread is in what a client does for itself. */
  static boolean isInUpkeep() {
    Current thread = Current.existing();
    return thread != null && thread.isInRedisUpkeep();
  }

  /** The time, or 0 when nothing measures. */
  public static long now() {
    if (recorder == null) {
      return 0;
    }
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  static RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket) {
    Reader reading = reader;
    return reading == null ? RedisServer.UNKNOWN : reading.server(connection, factory, socket);
  }

  /** Where a connection that is known leads to; null for another one. */
  public static @Nullable RedisServer serverOf(Object connection) {
    Object carried = Carried.get(connection);
    if (carried instanceof LettuceChannel) {
      return ((LettuceChannel) carried).server;
    }
    return carried instanceof JedisConnection ? ((JedisConnection) carried).server() : null;
  }

  /** An argument of a command; null where there is none, or nobody knows. */
  public static byte @Nullable [] argument(Object given, int place) {
    Reader reading = reader;
    return reading == null ? null : reading.argument(given, place);
  }

  /** What the server says in place of a reply, as far as an exception stands for that. */
  static @Nullable String error(Throwable thrown) {
    Reader reading = reader;
    return reading == null ? null : reading.error(thrown);
  }
}
