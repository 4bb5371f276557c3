package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven clients of Redis.
 *
 * <p>A client that one thread uses a connection of at a time tells what it does with the
 * connection; what commands, pipelines and transactions that makes is found out here.
 *
 * <pre>{@code
 * long since = RedisProbe.now();                            // 0: nothing measures
 * RedisProbe.sent(connection, command, given, count, blocks, since, thrown);
 * RedisProbe.waiting(connection);
 * RedisProbe.replied(connection, reply, thrown, error);     // for each
 * }</pre>
 *
 * <p>A client whose connections are shared, and whose replies come on other threads, tells each
 * command by itself.
 *
 * <pre>{@code
 * RedisDatabase database = RedisProbe.database(server, index);   // once a connection
 * RedisCall call = RedisProbe.begin(server, database, command, given, count, blocks);
 * ...
 * RedisProbe.end(call, reply, thrown, error);               // whoever is first
 * }</pre>
 *
 * <p>Neither what a command is given nor what it returns is touched: names, numbers of arguments
 * and the types of replies are all that is looked at.
 */
public final class RedisProbe {

  /** Of a database that nobody knows the number of. */
  public static final int UNKNOWN_INDEX = -1;

  private static final String BLOCK = "BLOCK";
  private static final String GROUP = "GROUP";
  private static final String STREAMS = "STREAMS";

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

  /** The time, or 0 when nothing measures. */
  public static long now() {
    if (recorder == null) {
      return 0;
    }
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  /** A connection has got a socket, or failed to. */
  public static void connected(
      Object connection,
      @Nullable Object factory,
      @Nullable Object socket,
      @Nullable Throwable thrown) {
    RedisRecorder current = recorder;
    if (current == null) {
      return;
    }
    RedisServer server = server(connection, factory, thrown == null ? socket : null);
    RedisConnection state = connection(current, connection);
    if (thrown == null) {
      state.connected(server);
    } else {
      state.leadsTo(server);
      RedisAttempts attempts = Current.cell().redis();
      if (attempts != null) {
        attempts.unreachable(server);
      }
    }
  }

  /** A connection has no socket any more. */
  public static void disconnected(Object connection) {
    RedisRecorder current = recorder;
    RedisConnection state = current == null ? null : known(current, connection);
    if (state != null) {
      state.disconnected();
    }
  }

  static RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket) {
    Reader reading = reader;
    return reading == null ? RedisServer.UNKNOWN : reading.server(connection, factory, socket);
  }

  /** What is kept with a connection; it may be older than the agent. */
  private static RedisConnection connection(RedisRecorder current, Object connection) {
    RedisConnection known = known(current, connection);
    if (known == null) {
      known = new RedisConnection(current, server(connection, null, null));
      known.lendBy(Loan.of(connection));
      Carried.put(connection, known);
    }
    return known;
  }

  /** Where a connection that is known leads to; null for another one. */
  public static @Nullable RedisServer serverOf(Object connection) {
    Object carried = Carried.get(connection);
    return carried instanceof RedisConnection ? ((RedisConnection) carried).server() : null;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private static @Nullable RedisConnection known(RedisRecorder current, Object connection) {
    Object carried = Carried.get(connection);
    return carried instanceof RedisConnection && ((RedisConnection) carried).recorder == current
        ? (RedisConnection) carried
        : null;
  }

  /** A connection is about to select a database. */
  public static void selecting(Object connection, int index) {
    RedisRecorder current = recorder;
    if (current != null) {
      connection(current, connection).selecting(index);
    }
  }

  /**
   * A command was sent, or put into the buffer, or could not be.
   *
   * @param given what its arguments are in
   * @param arguments how many they are
   * @param blocks whether one of its arguments lets it wait on the server
   * @param since when that began, as {@link #now} told
   */
  public static void sent(
      Object connection,
      RedisCommand command,
      @Nullable Object given,
      int arguments,
      boolean blocks,
      long since,
      @Nullable Throwable thrown) {
    RedisRecorder current = recorder;
    if (current == null || since == 0) {
      return;
    }
    RedisConnection state = connection(current, connection);
    boolean subscribes = command.role == RedisRole.SUBSCRIPTION;
    if (subscribes || (command.role == RedisRole.CONNECTION && state.isSubscribed())) {
      // Another thread may be reading messages.
      if (subscribes) {
        state.subscribe();
      }
      RedisCall call = new RedisCall();
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
    RedisRecorder current = recorder;
    RedisConnection state = current == null ? null : known(current, connection);
    if (state != null) {
      state.waiting();
    }
  }

  /** A connection could not hand over what it has sent. */
  public static void broken(Object connection, Throwable thrown) {
    RedisRecorder current = recorder;
    RedisConnection state = current == null ? null : known(current, connection);
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
    RedisRecorder current = recorder;
    RedisConnection state = current == null ? null : known(current, connection);
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
    if (recorder == null) {
      return null;
    }
    Current thread = Current.cell();
    thread.redisAttempts().enter(command, System.nanoTime());
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
    RedisAttempts attempts = thread == null ? null : thread.redis();
    if (thread == null || attempts == null) {
      return;
    }
    boolean untried = attempts.leave(thread, thrown);
    RedisRecorder current = recorder;
    if (untried && thrown != null && command != null && current != null) {
      RedisServer server = attempts.unreachable();
      RedisCall call = new RedisCall();
      call.begin(
          current,
          server,
          current.database(server, UNKNOWN_INDEX),
          command,
          arguments,
          false,
          attempts.startNanos());
      if (call.end(thrown, null)) {
        call.record(thread);
      }
    }
  }

  /**
   * A database of a server.
   *
   * @param index {@link #UNKNOWN_INDEX} where nobody knows which
   * @return null when nothing measures
   */
  public static @Nullable RedisDatabase database(RedisServer server, int index) {
    RedisRecorder current = recorder;
    return current == null ? null : current.database(server, index);
  }

  /**
   * Begins a command of a client whose replies come on other threads. It belongs to the calling
   * thread's context, and leaves nothing in it.
   *
   * @param given what its arguments are in
   * @param arguments how many they are
   * @return null when nothing measures
   */
  public static @Nullable RedisCall begin(
      RedisServer server,
      @Nullable RedisDatabase database,
      RedisCommand command,
      @Nullable Object given,
      int arguments,
      boolean blocks) {
    RedisRecorder current = recorder;
    if (current == null || database == null) {
      return null;
    }
    RedisCall call = new RedisCall();
    call.begin(
        current,
        server,
        database,
        command,
        arguments,
        blocks || command.blocking,
        System.nanoTime());
    if (current.tellsKeys()) {
      call.given(given);
    }
    Context parent = Current.context();
    call.parent(parent == null ? Context.NONE : parent);
    return call;
  }

  /**
   * Ends it, with its reply or in vain. The first call counts.
   *
   * @param error what the server says in place of a reply
   */
  public static void end(
      @Nullable RedisCall call,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error) {
    if (call == null || !call.end(thrown, error)) {
      return;
    }
    if (thrown == null && error == null) {
      call.look(reply);
    }
    call.record(Current.cell());
  }

  /**
   * A connection is open from now on, counted until {@link #closed} is told the same database.
   * Which one that is counts for nothing but its server.
   */
  public static void opened(@Nullable RedisDatabase database) {
    RedisRecorder current = recorder;
    if (current != null && database != null) {
      current.opened(database);
    }
  }

  /** A connection that was {@link #opened} is closed. */
  public static void closed(@Nullable RedisDatabase database) {
    RedisRecorder current = recorder;
    if (current != null && database != null) {
      current.closed(database);
    }
  }

  /** An argument of a command; null where there is none, or nobody knows. */
  public static byte @Nullable [] argument(Object given, int place) {
    Reader reading = reader;
    return reading == null ? null : reading.argument(given, place);
  }

  /** Tells of a reply that sends a command to another node, which does not go there. */
  static void redirected(@Nullable String error) {
    RedisRecorder current = recorder;
    if (error != null && current != null) {
      current.redirected(error);
    }
  }

  /** Tells that a call which goes on was sent to another node. */
  public static void redirected(@Nullable RedisCall call, String error) {
    RedisRecorder current = recorder;
    if (call != null && current != null) {
      call.redirected();
      current.redirected(error);
    }
  }
}
