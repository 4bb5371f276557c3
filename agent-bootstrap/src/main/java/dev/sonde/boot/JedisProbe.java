package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by a woven client that one thread uses a connection of at a time. It tells what it does
 * with the connection; what commands, pipelines and transactions that makes is found out here.
 *
 * <pre>{@code
 * long since = RedisProbe.now();                            // 0: nothing measures
 * JedisProbe.sent(connection, command, given, count, blocks, since, thrown);
 * JedisProbe.waiting(connection);
 * JedisProbe.replied(connection, reply, thrown, error);     // for each
 * }</pre>
 */
public final class JedisProbe {

  private static final String BLOCK = "BLOCK";
  private static final String GROUP = "GROUP";
  private static final String STREAMS = "STREAMS";

  private JedisProbe() {}

  /** A connection has got a socket, or failed to. */
  public static void connected(
      Object connection,
      @Nullable Object factory,
      @Nullable Object socket,
      @Nullable Throwable thrown) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null) {
      return;
    }
    RedisServer server = RedisProbe.server(connection, factory, thrown == null ? socket : null);
    JedisConnection state = connection(current, connection);
    if (thrown == null) {
      if (state != null) {
        state.connected(server);
      }
    } else {
      if (state != null) {
        state.leadsTo(server);
      }
      JedisAttempts attempts = JedisAttempts.existing(Current.cell());
      if (attempts != null) {
        attempts.unreachable(server);
      }
    }
  }

  /** A connection has no socket any more. */
  public static void disconnected(Object connection) {
    RedisRecorder current = RedisProbe.recorder();
    JedisConnection state = current == null ? null : known(current, connection);
    if (state != null) {
      state.disconnected();
    }
  }

  /**
   * What is kept with a connection, which may be older than the agent; null where nothing can be.
   */
  private static @Nullable JedisConnection connection(RedisRecorder current, Object connection) {
    JedisConnection known = known(current, connection);
    if (known == null && Carried.hasRoomFor(connection)) {
      known = new JedisConnection(current, RedisProbe.server(connection, null, null));
      known.lendBy(Loan.of(connection));
      Carried.put(connection, known);
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private static @Nullable JedisConnection known(RedisRecorder current, Object connection) {
    Object carried = Carried.get(connection);
    return carried instanceof JedisConnection && ((JedisConnection) carried).recorder == current
        ? (JedisConnection) carried
        : null;
  }

  /** A connection is about to select a database. */
  public static void selecting(Object connection, int index) {
    RedisRecorder current = RedisProbe.recorder();
    JedisConnection state = current == null ? null : connection(current, connection);
    if (state != null) {
      state.selecting(index);
    }
  }

  /**
   * A command was sent, or put into the buffer, or could not be.
   *
   * @param given what its arguments are in
   * @param arguments how many they are
   * @param blocks whether one of its arguments lets it wait on the server
   * @param since when that began, as {@link RedisProbe#now} told
   */
  public static void sent(
      Object connection,
      RedisCommand command,
      @Nullable Object given,
      int arguments,
      boolean blocks,
      long since,
      @Nullable Throwable thrown) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null || since == 0) {
      return;
    }
    JedisConnection state = connection(current, connection);
    if (state == null) {
      return;
    }
    boolean subscribes = command.role == RedisRole.SUBSCRIPTION;
    if (subscribes || (command.role == RedisRole.CONNECTION && state.isSubscribed())) {
      // Another thread may be reading messages.
      if (subscribes) {
        state.subscribe();
      }
      JedisCall call = new JedisCall();
      call.isUpkeep(RedisProbe.isInUpkeep());
      call.begin(current, state.server(), state.database(), command, arguments, false, since);
      if (call.end(thrown, null)) {
        call.deliver(Current.cell());
      }
      return;
    }
    state.sent(command, given, arguments, blocks || command.blocking, since);
    if (thrown != null) {
      state.broken(thrown);
    }
  }

  /** Whether a word among the arguments of a command lets it wait on the server. */
  public static boolean blocks(RedisCommand command, byte[][] arguments) {
    if (!command.mayBlock) {
      return false;
    }
    // The names of the group and of its consumer may be any.
    int first = arguments.length > 0 && isWord(arguments[0], GROUP) ? 3 : 0;
    for (int i = first; i < arguments.length; i++) {
      if (isWord(arguments[i], STREAMS)) {
        return false; // Names of streams follow.
      }
      if (isWord(arguments[i], BLOCK)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(byte @Nullable [] argument, String word) {
    if (argument == null || argument.length != word.length()) {
      return false;
    }
    for (int i = 0; i < argument.length; i++) {
      if ((argument[i] & ~0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A connection is about to hand over what it has sent, and to wait. */
  public static void waiting(Object connection) {
    RedisRecorder current = RedisProbe.recorder();
    JedisConnection state = current == null ? null : known(current, connection);
    if (state != null) {
      state.waiting();
    }
  }

  /** A connection could not hand over what it has sent. */
  public static void broken(Object connection, Throwable thrown) {
    RedisRecorder current = RedisProbe.recorder();
    JedisConnection state = current == null ? null : known(current, connection);
    if (state != null) {
      state.broken(thrown);
    }
  }

  /**
   * A connection has read a reply, or failed to.
   *
   * @param error what the server says in place of a reply
   */
  public static void replied(
      Object connection,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error) {
    RedisRecorder current = RedisProbe.recorder();
    JedisConnection state = current == null ? null : known(current, connection);
    if (state == null) {
      return;
    }
    if (thrown != null && error == null) {
      state.broken(thrown);
    } else {
      state.replied(reply, thrown, error);
    }
  }

  /**
   * A client begins to try a command, for as long as it takes.
   *
   * @param command null where it is not known
   * @return null when nothing measures
   */
  public static @Nullable Current attempt(@Nullable RedisCommand command) {
    if (RedisProbe.recorder() == null) {
      return null;
    }
    Current thread = Current.cell();
    JedisAttempts.of(thread).enter(command, System.nanoTime());
    return thread;
  }

  /**
   * It tries no more.
   *
   * @param command null where it is not known
   */
  public static void attempted(
      @Nullable Current thread,
      @Nullable RedisCommand command,
      int arguments,
      @Nullable Throwable thrown) {
    JedisAttempts attempts = thread == null ? null : JedisAttempts.existing(thread);
    if (thread == null || attempts == null) {
      return;
    }
    boolean untried = attempts.leave(thread, thrown);
    RedisRecorder current = RedisProbe.recorder();
    if (untried && thrown != null && command != null && current != null) {
      RedisServer server = attempts.unreachable();
      JedisCall call = new JedisCall();
      call.begin(
          current,
          server,
          current.database(server, RedisProbe.UNKNOWN_INDEX),
          command,
          arguments,
          false,
          attempts.startNanos());
      if (call.end(thrown, null)) {
        call.record(thread);
      }
    }
  }
}
