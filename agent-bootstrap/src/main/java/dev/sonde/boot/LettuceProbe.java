package dev.sonde.boot;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Called by a woven client whose commands are objects that go from thread to thread, over
 * connections that are shared, and end on whichever thread has their reply.
 *
 * <pre>{@code
 * LettuceProbe.made(connection, command, name, arguments, count, queued);  // who asks for it
 * LettuceProbe.goesTo(endpoint, command, held);                            // who has a connection
 * LettuceProbe.sent(channel, command);                                     // who writes
 * LettuceProbe.leave(LettuceProbe.ended(command, reply, thrown, error));   // whoever is first
 * }</pre>
 *
 * <p>What is known of a command is carried by the command, until it ends: the client's object of it
 * may be kept for long. It belongs to the context of the thread that asks for it; what is called at
 * its end sees that context as long as it takes.
 */
public final class LettuceProbe {

  private static final String COMMAND = "COMMAND";

  /** What a command carries that has ended, where nobody asks any more who made it. */
  private static final Kept ENDED = new Kept() {};

  private LettuceProbe() {}

  /** Marks arguments that let their command wait on the server. */
  private static final class Blocking implements Kept {
    static final Blocking MARK = new Blocking();
  }

  /** Marks a connection that the client has for itself. */
  private static final class Upkeep implements Kept {
    static final Upkeep MARK = new Upkeep();
  }

  /** A connection is being made, by an application or by the client for itself. */
  public static void connecting(Object connection) {
    if (RedisProbe.isInUpkeep()) {
      Carried.put(connection, Upkeep.MARK);
    }
  }

  /** A command's arguments, whatever they are in, let it wait on the server. */
  public static void blocks(Object arguments) {
    if (RedisProbe.recorder() != null) {
      Carried.put(arguments, Blocking.MARK);
    }
  }

  /** Whether a command needs no measuring: it is tried again or handed on, or nothing measures. */
  public static boolean isKnown(Object command) {
    if (RedisProbe.recorder() == null) {
      return true;
    }
    Object carried = Carried.get(command);
    return carried instanceof LettuceCall
        ? ((LettuceCall) carried).isRunning()
        : carried instanceof LettuceTransaction.Part;
  }

  /** Whether nobody has asked for a command: it is the connection's own. */
  public static boolean isOwn(Object command) {
    return Carried.get(command) == null;
  }

  /**
   * Takes a command that {@link RedisCommand#mayBeUpkeep}, if the client asks for it itself: in
   * what it does for itself, by a connection that it has for itself, or on a thread of its own that
   * is in no trace. It is nobody's.
   *
   * @param byClient whether the thread is the client's
   * @return whether it is; another one is yet to be {@link #made}
   */
  public static boolean keepsUp(
      Object connection, Object command, RedisCommand name, int count, boolean byClient) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null || !isUpkeep(connection, name, byClient)) {
      return false;
    }
    makeUpkeep(current, command, name, count);
    return true;
  }

  private static boolean isUpkeep(Object connection, RedisCommand name, boolean byClient) {
    // A cluster's client asks for all commands on whichever thread has just connected it.
    if (name.name.equals(COMMAND) || Carried.get(connection) instanceof Upkeep) {
      return true;
    }
    Current thread = Current.existing();
    if (thread != null && thread.isInRedisUpkeep()) {
      return true;
    }
    // An application often subscribes where it is told that it is connected.
    return byClient
        && name.role != RedisRole.SUBSCRIPTION
        && (thread == null || thread.get() == null);
  }

  private static void makeUpkeep(
      RedisRecorder current, Object command, RedisCommand name, int count) {
    LettuceCall call =
        name.role == RedisRole.SELECT ? new LettuceCall.Selection() : new LettuceCall();
    call.isUpkeep(true);
    call.make(current, name, count, name.blocking, System.nanoTime());
    Carried.put(command, call);
  }

  /**
   * Somebody asks for a command.
   *
   * @param connection by which it shall be sent; may have a transaction
   * @param arguments what its arguments are in
   * @param queued whether the connection takes it for a part of a transaction
   */
  public static void made(
      Object connection,
      Object command,
      RedisCommand name,
      @Nullable Object arguments,
      int count,
      boolean queued) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null) {
      return;
    }
    if (name.role == RedisRole.SUBSCRIPTION) {
      isForLong(connection);
    }
    LettuceTransaction transaction = null;
    if (queued || name.role == RedisRole.MULTI || name.role.isEnd()) {
      transaction = transaction(connection);
    }
    if (transaction != null && name.role.isEnd()) {
      Carried.put(connection, transaction.loan());
      Carried.put(command, transaction.frame(name));
    } else if (transaction != null) {
      Carried.put(command, transaction.queue(name));
    } else if (name.role == RedisRole.MULTI) {
      LettuceTransaction begun = new LettuceTransaction();
      begin(begun, current, name, arguments, count, Current.context());
      begun.lendBy(Loan.of(connection));
      Carried.put(connection, begun);
      Carried.put(command, begun.frame(name));
    } else if (name.role != RedisRole.ASKING) {
      // That belongs to the command that comes next, which is on its way already.
      LettuceCall call =
          name.role == RedisRole.SELECT ? new LettuceCall.Selection() : new LettuceCall();
      begin(call, current, name, arguments, count, Current.context());
      Carried.put(command, call);
    }
  }

  private static void isForLong(Object connection) {
    Loan loan = Loan.of(connection);
    if (loan != null) {
      loan.isForLong();
    }
  }

  private static @Nullable LettuceTransaction transaction(Object connection) {
    Object carried = Carried.get(connection);
    if (!(carried instanceof LettuceTransaction)) {
      return null;
    }
    LettuceTransaction transaction = (LettuceTransaction) carried;
    return transaction.isRunning() ? transaction : null;
  }

  private static void begin(
      LettuceCall call,
      RedisRecorder current,
      RedisCommand name,
      @Nullable Object arguments,
      int count,
      @Nullable Context caller) {
    boolean blocks = name.blocking;
    if (name.mayBlock && arguments != null && Carried.get(arguments) instanceof Blocking) {
      Carried.put(arguments, null);
      blocks = true;
    }
    call.parent(caller == null ? Context.NONE : caller);
    call.make(current, name, count, blocks, System.nanoTime());
  }

  private static @Nullable LettuceCall running(Object command) {
    Object carried = Carried.get(command);
    LettuceCall call = null;
    if (carried instanceof LettuceTransaction.Part) {
      call = ((LettuceTransaction.Part) carried).transaction;
    } else if (carried instanceof LettuceCall) {
      call = (LettuceCall) carried;
    }
    return call != null && call.isRunning() ? call : null;
  }

  /**
   * A command has found the connection that it goes by.
   *
   * @param endpoint what carries the {@link LettuceChannel}, if it has been connected
   * @param held whether it stays here until somebody has it sent
   */
  public static void goesTo(Object endpoint, Object command, boolean held) {
    RedisRecorder current = RedisProbe.recorder();
    LettuceCall call = current == null ? null : running(command);
    if (current == null || call == null) {
      return;
    }
    LettuceChannel channel = LettuceChannel.known(endpoint, current);
    if (channel != null) {
      call.goesTo(channel.server, channel.database());
    }
    if (held) {
      call.hold();
    }
  }

  /**
   * A connection is about to write a command that {@link #isOwn}. It is told {@link #sent} next.
   */
  public static void madeByItself(
      LettuceChannel channel, Object command, RedisCommand name, int count) {
    if (name.role != RedisRole.ASKING) {
      makeUpkeep(channel.recorder, command, name, count);
    }
  }

  /**
   * A command is about to be written.
   *
   * @return whether it selects a database: {@link #selects}
   */
  public static boolean sent(LettuceChannel channel, Object command) {
    LettuceCall call = running(command);
    if (call == null) {
      return false; // It was cancelled meanwhile.
    }
    call.goesTo(channel.server, channel.database());
    call.sent();
    return call instanceof LettuceCall.Selection;
  }

  /** A command that was {@link #sent} selects a database, when it does not fail. */
  public static void selects(LettuceChannel channel, Object command, int index) {
    LettuceCall call = running(command);
    if (call instanceof LettuceCall.Selection) {
      ((LettuceCall.Selection) call).selects(channel, index);
    }
  }

  /** A command is about to be sent to another node. */
  public static void redirected(Object command, String error) {
    LettuceCall call = RedisCall.isRedirect(error) ? running(command) : null;
    RedisRecorder current = RedisProbe.recorder();
    if (call != null && current != null) {
      call.redirected();
      current.redirected(error);
    }
  }

  /** The calling thread waits for a command, and will cancel it when that takes too long. */
  public static void isWaitedFor(Object command) {
    LettuceCall call = running(command);
    if (call != null) {
      call.isWaitedFor();
    }
  }

  /** Whether a command is cancelled because the calling thread has waited for too long. */
  public static boolean isTooLate(Object command) {
    LettuceCall call = running(command);
    return call != null && call.isWaitedForHere();
  }

  /** Whether what a command asked for is counted by its reply. */
  public static boolean looks(Object command) {
    Object carried = Carried.get(command);
    return carried instanceof LettuceCall
        && ((LettuceCall) carried).command().lookup != RedisLookup.NONE;
  }

  /** A command is cancelled, with its connection or by whoever asked for it. */
  public static void cancelled(Object command, @Nullable Throwable why) {
    if (running(command) != null) {
      over(command, null, why == null ? new CancellationException() : why, null);
    }
  }

  /**
   * A command that nobody has a future of has its reply, or failed. The first call counts.
   *
   * @param reply what it asked for, where it {@link #looks}; a {@link Found} where that can't be
   *     told by its type
   * @param error what the server says in place of a reply
   */
  public static void over(
      Object command, @Nullable Object reply, @Nullable Throwable thrown, @Nullable String error) {
    end(command, reply, thrown, error, false);
  }

  /**
   * The same of one that somebody has a future of. Lets the calling thread be in the context of who
   * asked for it, for what is called at its end.
   *
   * @return what to {@link #leave} with
   */
  public static @Nullable Object ended(
      Object command, @Nullable Object reply, @Nullable Throwable thrown, @Nullable String error) {
    return end(command, reply, thrown, error, true);
  }

  private static @Nullable Object end(
      Object command,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error,
      boolean hasFuture) {
    Object carried = Carried.get(command);
    LettuceTransaction.Part part = null;
    LettuceCall call = null;
    if (carried instanceof LettuceTransaction.Part) {
      part = (LettuceTransaction.Part) carried;
      call = part.transaction;
    } else if (carried instanceof LettuceCall) {
      call = (LettuceCall) carried;
    }
    if (call == null || (part == null && !call.end())) {
      return null;
    }
    Current thread = Current.cell();
    Context caller = call.parent();
    if (part == null) {
      record(call, reply, thrown, error, thread);
    } else {
      part.transaction.ended(part.command, thrown, error, thread);
    }
    // The object may be kept for long; but a subscriber is yet to hear of the end.
    Object left = hasFuture || caller == null ? ENDED : caller;
    Carried.put(command, command instanceof Carrier ? left : null);
    if (!hasFuture || caller == null) {
      return null;
    }
    if (part != null) {
      return enter(thread, caller);
    }
    call.enter(thread);
    return call;
  }

  private static void record(
      LettuceCall call,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error,
      Current thread) {
    long now = System.nanoTime();
    boolean well = thrown == null && error == null;
    call.ended(well);
    if (reply instanceof Found) {
      call.look(call.command(), ((Found) reply).asked, ((Found) reply).found);
    } else if (well) {
      call.look(call.command(), reply, call.arguments());
    } else if (error != null && RedisCall.isRedirect(error)) {
      RedisRecorder current = RedisProbe.recorder();
      if (current != null) {
        current.redirected(error);
      }
    }
    call.record(now, thrown, error, thread);
  }

  /** What a command asked for, and how much of it there was. */
  public static final class Found {
    final long asked;
    final long found;

    public Found(long asked, long found) {
      this.asked = asked;
      this.found = found;
    }
  }

  /** A connection is closed by whoever has it: nobody will end its transaction. */
  public static void closing(Object connection) {
    Object carried = Carried.get(connection);
    if (carried instanceof LettuceTransaction) {
      Carried.put(connection, ((LettuceTransaction) carried).loan());
      ((LettuceTransaction) carried).end();
    }
  }

  /**
   * Lets the calling thread be in the context of who asked for a command, for what is called at its
   * end.
   *
   * @return what to {@link #leave} with; null for nothing
   */
  public static @Nullable Object enter(Object command) {
    Object carried = Carried.get(command);
    Context caller = null;
    if (carried instanceof LettuceTransaction.Part) {
      caller = ((LettuceTransaction.Part) carried).transaction.parent();
    } else if (carried instanceof LettuceCall) {
      caller = ((LettuceCall) carried).parent();
    } else if (carried instanceof Context) {
      caller = (Context) carried;
    }
    return caller == null ? null : enter(Current.cell(), caller);
  }

  private static @Nullable Object enter(Current thread, Context caller) {
    Context before = thread.get();
    Context now = caller == Context.NONE || Current.isLongOver(caller) ? null : caller;
    if (before == now) {
      return null;
    }
    thread.set(now);
    return before == null ? Context.NONE : before;
  }

  /** Leaves the thread as it was. */
  public static void leave(@Nullable Object entered) {
    if (entered instanceof LettuceCall) {
      ((LettuceCall) entered).leave();
    } else if (entered instanceof Context) {
      Current.cell().set(entered == Context.NONE ? null : (Context) entered);
    }
  }
}
