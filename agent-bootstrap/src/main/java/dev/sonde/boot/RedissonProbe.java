package dev.sonde.boot;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Called by a woven client for which an object stands for a command with all attempts at it: that
 * object carries the call.
 *
 * <pre>{@code
 * RedissonProbe.begin(owner, connections, promise, command, given, count, readable);
 * RedissonProbe.reaches(owner, client);                     // each attempt
 * RedissonProbe.redirected(RedissonProbe.carried(owner), route, error);
 * RedissonProbe.delivered(RedissonProbe.delivering(call, reply, thrown));
 * }</pre>
 */
public final class RedissonProbe {

  private static final String BLOCK = "BLOCK";
  private static final String STREAMS = "STREAMS";

  private RedissonProbe() {}

  /**
   * Ends it, with its reply or in vain. The first call counts.
   *
   * @param error what the server says in place of a reply
   */
  public static void end(
      @Nullable RedissonCall call,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error) {
    if (call != null && call.end()) {
      record(call, reply, thrown, error, Current.cell());
      call.parent(null);
    }
  }

  private static void record(
      RedissonCall call,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error,
      Current thread) {
    long now = System.nanoTime();
    if (thrown == null && error == null) {
      call.look(reply);
    }
    call.record(
        now, thrown, thrown == null || error != null ? error : RedisProbe.error(thrown), thread);
    call.forget();
  }

  /**
   * Begins a command of a client whose replies come on other threads. It belongs to the calling
   * thread's context, and leaves nothing in it.
   *
   * @param given what its arguments are in
   * @param arguments how many they are
   * @return null when nothing measures
   */
  public static @Nullable RedissonCall begin(
      RedisServer server,
      @Nullable RedisDatabase database,
      RedisCommand command,
      @Nullable Object given,
      int arguments,
      boolean blocks) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null || database == null) {
      return null;
    }
    RedissonCall call = new RedissonCall(current.tellsKeys() ? given : null, true, false);
    asked(call);
    begin(call, current, server, database, command, arguments, blocks);
    return call;
  }

  private static void begin(
      RedissonCall call,
      RedisRecorder current,
      RedisServer server,
      RedisDatabase database,
      RedisCommand command,
      int arguments,
      boolean blocks) {
    long now = System.nanoTime();
    call.begin(current, server, database, command, arguments, blocks || command.blocking, now);
  }

  /** The calling thread asks for it, for somebody or in what the client does for itself. */
  private static void asked(RedissonCall call) {
    Current thread = Current.existing();
    boolean upkeep = thread != null && thread.isInRedisUpkeep();
    Context caller = thread == null || upkeep ? null : thread.get();
    call.parent(caller == null ? Context.NONE : caller);
    call.isUpkeep(upkeep);
  }

  /**
   * Begins a command that a client's object stands for, with all attempts at it, wherever they go.
   * It ends with the promise at the latest.
   *
   * @param owner what carries it from now on
   * @param connections what knows the database
   * @param readable whether the reply will tell what was found
   */
  public static void begin(
      Object owner,
      Object connections,
      @Nullable Object promise,
      RedisCommand command,
      @Nullable Object given,
      int arguments,
      boolean readable) {
    RedisRecorder current = RedisProbe.recorder();
    if (current != null) {
      RedissonNode node = node(current, connections);
      boolean blocks = command.mayBlock && blocks(given);
      RedissonCall call = new RedissonCall(current.tellsKeys() ? given : null, readable, false);
      asked(call);
      begin(call, current, RedisServer.UNKNOWN, node.database, command, arguments, blocks);
      carry(owner, call, promise);
    }
  }

  /** The same with several commands. */
  public static void begin(
      Object owner, Object connections, @Nullable Object promise, RedissonBatch batch) {
    RedisRecorder current = RedisProbe.recorder();
    if (current != null) {
      RedissonNode node = node(current, connections);
      RedissonCall call = new RedissonCall(null, false, false);
      asked(call);
      call.isBatch(batch.size());
      begin(call, current, RedisServer.UNKNOWN, node.database, batch.command(), 0, false);
      carry(owner, call, promise);
    }
  }

  private static void carry(Object owner, RedissonCall call, @Nullable Object promise) {
    Carried.put(owner, call);
    if (promise instanceof CompletionStage) {
      ((CompletionStage<?>) promise).whenComplete(call);
    }
  }

  /** Whether a word among the arguments lets a command wait on the server. */
  private static boolean blocks(@Nullable Object given) {
    if (given instanceof Object[]) {
      for (Object argument : (Object[]) given) {
        if (BLOCK.equals(argument)) {
          return true;
        }
        if (STREAMS.equals(argument)) {
          return false;
        }
      }
    }
    return false;
  }

  private static RedissonNode node(RedisRecorder current, Object carrier) {
    RedissonNode known = known(current, carrier);
    if (known != null) {
      return known;
    }
    RedisProbe.Reader reading = RedisProbe.reader();
    int index = reading == null ? RedisProbe.UNKNOWN_INDEX : reading.index(carrier);
    RedisServer server = RedisProbe.server(carrier, null, null);
    return keep(current, carrier, new RedissonNode(current, server, index));
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private static @Nullable RedissonNode known(RedisRecorder current, Object carrier) {
    Object carried = Carried.get(carrier);
    return carried instanceof RedissonNode && ((RedissonNode) carried).recorder == current
        ? (RedissonNode) carried
        : null;
  }

  /** Once for each object: what counts its connections must not be two. */
  private static synchronized RedissonNode keep(
      RedisRecorder current, Object carrier, RedissonNode fresh) {
    RedissonNode raced = known(current, carrier);
    if (raced == null) {
      Carried.put(carrier, fresh);
    }
    return raced == null ? fresh : raced;
  }

  /** The call that a client's object carries; null where there is none. */
  public static @Nullable RedissonCall carried(Object owner) {
    Object carried = Carried.get(owner);
    return carried instanceof RedissonCall ? (RedissonCall) carried : null;
  }

  /** Lets another object carry the same call. */
  public static void handOn(Object owner, Object other) {
    RedissonCall call = carried(owner);
    if (call != null) {
      Carried.put(other, call);
    }
  }

  /** What an object stands for is sent to a node. */
  public static void reaches(Object owner, Object client) {
    RedisRecorder current = RedisProbe.recorder();
    RedissonCall call = current == null ? null : carried(owner);
    if (current != null && call != null) {
      RedissonNode node = node(current, client);
      RedisDatabase database = call.database();
      String index = database == null ? null : database.namespace;
      if (node.index == RedisProbe.UNKNOWN_INDEX && index != null) {
        node = node.leadingTo(Integer.parseInt(index));
        Carried.put(client, node);
      }
      call.goesTo(node.server, node.database);
    }
  }

  /** The same where a future has the connection, or not yet. */
  public static void reachesBy(Object owner, @Nullable Object future) {
    RedisProbe.Reader reading = RedisProbe.reader();
    Object connection = reading == null || future == null ? null : reading.connection(future);
    Object client = reading == null || connection == null ? null : reading.client(connection);
    if (connection != null && client != null) {
      RedissonPool.sends(connection);
      reaches(owner, client);
    }
  }

  /**
   * What an object stands for goes another way.
   *
   * @param route stands for that way
   * @param error what the server said
   */
  public static void redirected(RedissonCall call, Object route, String error) {
    RedisRecorder current = RedisProbe.recorder();
    if (current != null && call.isRunning() && call.redirected(route)) {
      current.redirected(error);
    }
  }

  /**
   * What an object stands for has its reply, or failed, which whoever waits for it is about to hear
   * of. Until {@link #delivered} the thread is in the context of the one who made it.
   *
   * @return what to end that with; null where this is not the end
   */
  public static @Nullable RedissonCall delivering(
      @Nullable RedissonCall call, @Nullable Object reply, @Nullable Throwable thrown) {
    if (call == null || !call.end()) {
      return null;
    }
    Current thread = Current.cell();
    record(call, reply, thrown, null, thread);
    call.enter(thread);
    return call;
  }

  public static void delivered(@Nullable RedissonCall call) {
    if (call != null) {
      call.leave();
    }
  }

  /** One of the commands of a batch that goes on has its reply. */
  public static void looked(
      RedissonCall call, RedisCommand command, @Nullable Object reply, int arguments) {
    if (call.isRunning()) {
      call.look(command, reply, arguments);
    }
  }

  /**
   * Begins a command that a connection sends by itself, which nobody else may know of: the client's
   * own, or what subscribes, or that of whoever has the connection. It is told only where it
   * belongs to something.
   *
   * @return null when nothing measures
   */
  public static @Nullable RedissonCall beginOwn(
      @Nullable Object client, RedisCommand command, int arguments) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null || client == null) {
      return null;
    }
    RedissonNode node = node(current, client);
    Context caller = Current.context();
    RedissonCall call = new RedissonCall(null, true, caller == null);
    call.parent(caller == null ? Context.NONE : caller);
    call.isUpkeep(isOwn(command));
    begin(call, current, node.server, node.database, command, arguments, false);
    return call;
  }

  /** A script, too, is how it finds out what its server is. */
  private static boolean isOwn(RedisCommand command) {
    return command.mayBeUpkeep
        ? command.role != RedisRole.SUBSCRIPTION
        : command.name.equals("EVAL");
  }

  /** Ends a call with a future, or at once where there is none. */
  public static void follow(
      @Nullable RedissonCall call, @Nullable Object future, @Nullable Throwable thrown) {
    if (call != null) {
      boolean unheard = call.command().name.equals("QUIT"); // Nobody waits for the reply.
      if (thrown == null && !unheard && future instanceof CompletionStage) {
        ((CompletionStage<?>) future).whenComplete(call);
      } else {
        end(call, null, thrown, null);
      }
    }
  }

  /**
   * A connection is open, for the first time, still or once more.
   *
   * @param first the client's object that has the same connection until it is ready; null for none
   * @param pooled whether the pool of its node lends it
   */
  public static void opened(
      Object connection, @Nullable Object first, @Nullable Object client, boolean pooled) {
    RedisRecorder current = RedisProbe.recorder();
    RedissonLink last = link(connection);
    if (current == null || client == null || (last != null && last.isOpenFor(current))) {
      return;
    }
    RedissonLink link = first == null ? null : link(first);
    if (link == null || !link.isOpenFor(current)) {
      link = new RedissonLink(node(current, client), pooled);
    }
    if (last == null) {
      link.lendBy(Loan.of(connection));
    } else {
      link.replaces(last);
    }
    Carried.put(connection, link);
  }

  private static @Nullable RedissonLink link(Object connection) {
    Object carried = Carried.get(connection);
    return carried instanceof RedissonLink ? (RedissonLink) carried : null;
  }

  /** A connection is closed. */
  public static void closed(Object connection) {
    RedissonLink link = link(connection);
    if (link != null) {
      link.close();
    }
  }
}
