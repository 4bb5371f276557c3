package dev.sonde.boot;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Called by a woven client whose commands are objects that go from thread to thread, over
 * connections that are shared, and end on whichever thread has their reply.
 *
 * <pre>{@code
 * RedisDispatch.made(connection, command, name, arguments, count, queued);  // who asks for it
 * RedisDispatch.goesTo(endpoint, command, held);                           // who has a connection
 * RedisDispatch.sent(channel, command, name, arguments, count);            // who writes
 * RedisDispatch.ended(command, reply, thrown, error);                      // whoever is first
 * }</pre>
 *
 * <p>What is known of a command is carried by the command. It belongs to the context of the thread
 * that asks for it; what is called at its end sees that context as long as it takes.
 */
public final class RedisDispatch {

  /** Stands for "nothing to restore", which null can't: null is a context, too. */
  private static final Object UNTOUCHED = new Object();

  private RedisDispatch() {}

  /** Marks arguments that let their command wait on the server. */
  private static final class Blocking implements Kept {
    static final Blocking MARK = new Blocking();
  }

  /** A command's arguments, whatever they are in, let it wait on the server. */
  public static void blocks(Object arguments) {
    if (RedisProbe.recorder() != null) {
      Carried.put(arguments, Blocking.MARK);
    }
  }

  /**
   * Somebody asks for a command.
   *
   * @param connection by which it shall be sent; may have a transaction
   * @param name as it is sent
   * @param arguments what its arguments are in
   * @param queued whether the connection takes it for a part of a transaction
   */
  public static void made(
      Object connection,
      Object command,
      byte[] name,
      @Nullable Object arguments,
      int count,
      boolean queued) {
    RedisRecorder current = RedisProbe.recorder();
    if (current == null || isKnown(command)) {
      return;
    }
    RedisCommand known = RedisCommand.of(name);
    if (known.role == RedisRole.SUBSCRIPTION) {
      isForLong(connection);
    }
    if (queued || known.role == RedisRole.MULTI || known.role.isEnd()) {
      RedisTransaction transaction = transaction(connection);
      if (transaction != null) {
        if (known.role.isEnd()) {
          Carried.put(connection, transaction.loan());
          Carried.put(command, transaction.frame(known));
        } else {
          Carried.put(command, transaction.queue(known));
        }
        return;
      }
    }
    RedisCall call = call(current, known, arguments, count, Current.context());
    if (call == null) {
      return;
    }
    if (known.role == RedisRole.MULTI) {
      RedisTransaction transaction = new RedisTransaction(call);
      transaction.lendBy(Loan.of(connection));
      Carried.put(connection, transaction);
      Carried.put(command, transaction.frame(known));
    } else {
      Carried.put(command, call);
    }
  }

  private static void isForLong(Object connection) {
    Loan loan = Loan.of(connection);
    if (loan != null) {
      loan.isForLong();
    }
  }

  private static @Nullable RedisTransaction transaction(Object connection) {
    Object carried = Carried.get(connection);
    if (!(carried instanceof RedisTransaction)) {
      return null;
    }
    RedisTransaction transaction = (RedisTransaction) carried;
    return transaction.call.isRunning() ? transaction : null;
  }

  /** Whether the command is measured already: it is tried again, or was handed on. */
  private static boolean isKnown(Object command) {
    Object carried = Carried.get(command);
    return carried instanceof RedisCall
        ? ((RedisCall) carried).isRunning()
        : carried instanceof RedisTransaction.Part;
  }

  private static @Nullable RedisCall call(
      RedisRecorder current,
      RedisCommand known,
      @Nullable Object arguments,
      int count,
      @Nullable Context parent) {
    if (known.role == RedisRole.ASKING) {
      return null; // Belongs to the command that comes next, which is on its way already.
    }
    boolean blocks = known.blocking;
    if (known.mayBlock && arguments != null && Carried.get(arguments) instanceof Blocking) {
      Carried.put(arguments, null);
      blocks = true;
    }
    RedisCall call = new RedisCall();
    call.make(current, known, count, blocks, System.nanoTime());
    call.parent(parent == null ? Context.NONE : parent);
    if (arguments != null && current.tellsKeys()) {
      call.given(arguments);
    }
    return call;
  }

  private static @Nullable RedisCall running(Object command) {
    Object carried = Carried.get(command);
    if (carried instanceof RedisTransaction.Part) {
      carried = ((RedisTransaction.Part) carried).transaction.call;
    }
    return carried instanceof RedisCall && ((RedisCall) carried).isRunning()
        ? (RedisCall) carried
        : null;
  }

  /**
   * A command has found the connection that it goes by.
   *
   * @param endpoint what carries the {@link RedisChannel}, if it has been connected
   * @param held whether it stays here until somebody has it sent
   */
  public static void goesTo(Object endpoint, Object command, boolean held) {
    RedisRecorder current = RedisProbe.recorder();
    RedisCall call = current == null ? null : running(command);
    if (current == null || call == null) {
      return;
    }
    RedisChannel channel = RedisChannel.known(endpoint, current);
    if (channel != null) {
      call.goesTo(channel.server, channel.database());
    }
    if (held) {
      call.hold();
    }
  }

  /**
   * A command is about to be written. One that nobody has asked for is the connection's own.
   *
   * @return whether it selects a database: {@link #selects}
   */
  public static boolean sent(
      RedisChannel channel, Object command, byte[] name, @Nullable Object arguments, int count) {
    Object carried = Carried.get(command);
    if (carried instanceof RedisTransaction.Part) {
      ((RedisTransaction.Part) carried).transaction.call.goesTo(channel.server, channel.database());
      return false;
    }
    RedisCall call = carried instanceof RedisCall ? (RedisCall) carried : null;
    if (call == null || !call.isRunning()) {
      if (call != null) {
        return false; // It was cancelled meanwhile.
      }
      call = call(channel.recorder, RedisCommand.of(name), arguments, count, null);
      if (call == null) {
        return false;
      }
      call.untold();
      Carried.put(command, call);
    }
    call.goesTo(channel.server, channel.database());
    call.sent();
    return call.command().role == RedisRole.SELECT;
  }

  /** A command that was {@link #sent} selects a database, when it does not fail. */
  public static void selects(RedisChannel channel, Object command, int index) {
    RedisCall call = running(command);
    if (call != null) {
      call.selects(channel, index);
    }
  }

  /** A command is about to be sent to another node. */
  public static void redirected(Object command, String error) {
    if (RedisCall.isRedirect(error)) {
      RedisProbe.redirected(running(command), error);
    }
  }

  /** The calling thread waits for a command, and will cancel it when that takes too long. */
  public static void isWaitedFor(Object command) {
    RedisCall call = running(command);
    if (call != null) {
      call.isWaitedFor();
    }
  }

  /** Whether a command is cancelled because the calling thread has waited for too long. */
  public static boolean isTooLate(Object command) {
    RedisCall call = running(command);
    return call != null && call.isWaitedForHere();
  }

  /** Whether what a command asked for is counted by its reply. */
  public static boolean looks(Object command) {
    Object carried = Carried.get(command);
    return carried instanceof RedisCall
        && ((RedisCall) carried).isRunning()
        && ((RedisCall) carried).command().lookup != RedisLookup.NONE;
  }

  /** A command is cancelled, with its connection or by whoever asked for it. */
  public static void cancelled(Object command, @Nullable Throwable why) {
    if (running(command) != null) {
      ended(command, null, why == null ? new CancellationException() : why, null);
    }
  }

  /**
   * A command has its reply, or failed. The first call counts.
   *
   * @param reply what it asked for, where it {@link #looks}; a {@link Found} where that can't be
   *     told by its type
   * @param error what the server says in place of a reply
   */
  public static void ended(
      Object command, @Nullable Object reply, @Nullable Throwable thrown, @Nullable String error) {
    Object carried = Carried.get(command);
    if (carried instanceof RedisTransaction.Part) {
      ((RedisTransaction.Part) carried).ended(thrown, error);
    } else if (carried instanceof RedisCall) {
      RedisCall call = (RedisCall) carried;
      if (!call.end(thrown, error)) {
        return;
      }
      if (thrown == null && error == null) {
        call.selected();
        if (reply instanceof Found) {
          call.look(((Found) reply).asked, ((Found) reply).found);
        } else {
          call.look(reply);
        }
      } else if (RedisCall.isRedirect(error)) {
        RedisProbe.redirected(error);
      }
      call.recordShared(Current.cell());
      if (!(command instanceof Carrier)) {
        Carried.put(command, null); // There is little room for those that are older than the agent.
      }
    }
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
    if (carried instanceof RedisTransaction) {
      Carried.put(connection, ((RedisTransaction) carried).loan());
      ((RedisTransaction) carried).call.drop();
    }
  }

  /**
   * Lets the calling thread be in the context of who asked for a command, for what is called at its
   * end.
   *
   * @return what to {@link #leave} with
   */
  public static Object enter(Object command) {
    Object carried = Carried.get(command);
    if (carried instanceof RedisTransaction.Part) {
      carried = ((RedisTransaction.Part) carried).transaction.call;
    }
    Context made = carried instanceof RedisCall ? ((RedisCall) carried).parent() : null;
    if (made == null) {
      return UNTOUCHED;
    }
    Current thread = Current.cell();
    Context before = thread.get();
    Context now = made == Context.NONE || Current.isLongOver(made) ? null : made;
    if (before == now) {
      return UNTOUCHED;
    }
    thread.set(now);
    return before == null ? Context.NONE : before;
  }

  /** Leaves the thread as it was. */
  public static void leave(@Nullable Object entered) {
    if (entered instanceof Context) {
      Current.cell().set(entered == Context.NONE ? null : (Context) entered);
    }
  }
}
