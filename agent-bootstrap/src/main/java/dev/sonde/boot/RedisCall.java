package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A command, or several of them at once, from being asked for to its reply. It may end on another
 * thread than it began on, and ends once.
 *
 * <p>This is what each client's calls have in common, and no more than that: a client whose
 * connections are shared makes one for each command.
 */
public abstract class RedisCall implements Kept {

  /** Of what is no batch. */
  public static final int NO_BATCH = -1;

  private static final AtomicIntegerFieldUpdater<RedisCall> STATE =
      AtomicIntegerFieldUpdater.newUpdater(RedisCall.class, "state");

  private static final int ENDED = 0;

  /** Waits for its reply. */
  private static final int STARTED = 1;

  /** Was made, and it is not known where it goes to. */
  private static final int MADE = 2;

  /** Is being counted in. */
  private static final int STARTING = 3;

  private volatile int state;
  private int arguments;
  private long startNanos;
  private @Nullable RedisRecorder recorder;
  private RedisServer server = RedisServer.UNKNOWN;

  /** The one that it is counted in with; null until it is. */
  private @Nullable RedisDatabase database;

  private RedisCommand command = RedisCommand.OTHER;

  /** The context of who made it, and after {@link #enter} that of the thread it ended on. */
  private @Nullable Context context;

  /** After {@link #enter} the thread that it ended on. */
  private @Nullable Current thread;

  private short redirects;
  private boolean blocking;
  private boolean upkeep;

  RedisCall() {}

  /**
   * Begins.
   *
   * @param newBlocking whether it waits on the server for something to happen
   */
  final void begin(
      RedisRecorder newRecorder,
      RedisServer newServer,
      RedisDatabase newDatabase,
      RedisCommand newCommand,
      int newArguments,
      boolean newBlocking,
      long nanos) {
    make(newRecorder, newCommand, newArguments, newBlocking, nanos);
    server = newServer;
    database = newDatabase;
    redirects = 0;
    newRecorder.started(newDatabase, isApart());
    state = STARTED;
  }

  /** Begins, and is yet to find its server: {@link #goesTo}. */
  final void make(
      RedisRecorder newRecorder,
      RedisCommand newCommand,
      int newArguments,
      boolean newBlocking,
      long nanos) {
    recorder = newRecorder;
    command = newCommand;
    arguments = newArguments;
    blocking = newBlocking;
    startNanos = nanos;
    state = MADE;
  }

  /** Is what the client sends for itself; said before it begins. */
  final void isUpkeep(boolean newUpkeep) {
    upkeep = newUpkeep;
  }

  private boolean isApart() {
    return blocking || upkeep;
  }

  /** Is sent to a server; to another one where the first one has sent it there. */
  final void goesTo(RedisServer to, RedisDatabase its) {
    RedisRecorder measuring = recorder;
    int before = state; // Before the database, which is there once it has started.
    RedisDatabase last = database;
    if (measuring == null
        || last == its
        || (before != MADE && before != STARTED)
        || !STATE.compareAndSet(this, before, STARTING)) {
      return;
    }
    if (before == STARTED && last != null) {
      measuring.left(last, isApart());
    }
    server = to;
    database = its;
    measuring.started(its, isApart());
    if (!STATE.compareAndSet(this, STARTING, STARTED)) {
      measuring.left(its, isApart());
    }
  }

  /** The context of who made it, where that is not the one that it ends in. */
  final void parent(@Nullable Context made) {
    context = made;
  }

  /** Began at another time than it was made. */
  final void startsAt(long nanos) {
    startNanos = nanos;
  }

  /** Turns out to be another one. */
  final void become(RedisCommand other) {
    command = other;
  }

  /** Was sent to another node, and goes on. */
  final void redirected() {
    redirects++;
  }

  final boolean isRunning() {
    return state != ENDED;
  }

  /**
   * Counts it out.
   *
   * @return true for the first call only, whichever threads call
   */
  final boolean end() {
    int before = STATE.getAndSet(this, ENDED);
    if (before == ENDED) {
      return false;
    }
    RedisRecorder measuring = recorder;
    RedisDatabase its = database;
    if (measuring != null) {
      if (its == null) {
        database = measuring.database(RedisServer.UNKNOWN, RedisProbe.UNKNOWN_INDEX);
      } else if (before == STARTED) {
        measuring.left(its, isApart());
      }
    }
    return true;
  }

  /**
   * Gives it to the recorder, after its end.
   *
   * @param on the calling thread
   * @param errorReply what the server says in place of a reply
   */
  final void record(
      long endNanos, @Nullable Throwable thrown, @Nullable String errorReply, Current on) {
    RedisRecorder measuring = recorder;
    if (measuring != null) {
      measuring.ended(this, endNanos, thrown, errorReply, on);
    }
  }

  /** Becomes what another one is, after its end. */
  final void take(RedisCall other) {
    recorder = other.recorder;
    server = other.server;
    database = other.database;
    command = other.command;
    context = other.context;
    arguments = other.arguments;
    blocking = other.blocking;
    upkeep = other.upkeep;
    redirects = other.redirects;
    startNanos = other.startNanos;
  }

  /** Goes on with what an earlier one has begun in vain. */
  final void continues(RedisCall earlier, int redirectsSoFar) {
    startNanos = earlier.startNanos;
    redirects = (short) redirectsSoFar;
  }

  /** Lets go what it has kept, after its end. */
  void forget() {
    recorder = null;
    database = null;
  }

  /** Counts what one of its commands asked for. */
  final void look(RedisCommand one, @Nullable Object reply, int given) {
    if (one.lookup != RedisLookup.NONE) {
      look(one, one.lookup.asked(reply, given), one.lookup.found(reply));
    }
  }

  /** The same where it is known how much that was. */
  final void look(RedisCommand one, long asked, long found) {
    RedisRecorder measuring = recorder;
    RedisDatabase its = database;
    if (measuring != null && its != null && asked > 0) {
      measuring.looked(its, one, asked, found);
    }
  }

  /** Lets the thread that it ends on be where the caller was, until {@link #leave}. */
  final void enter(Current on) {
    Context made = context;
    context = on.get();
    thread = on;
    on.set(made == null || made == Context.NONE || Current.isLongOver(made) ? null : made);
  }

  /** Takes the thread back to where it was. */
  final void leave() {
    Current on = thread;
    if (on != null) {
      on.set(context);
      thread = null;
      context = null;
    }
  }

  static boolean isRedirect(@Nullable String reply) {
    return reply != null && (reply.startsWith("MOVED ") || reply.startsWith("ASK "));
  }

  public final RedisServer server() {
    return server;
  }

  /** Never null while the recorder takes it. */
  public final @Nullable RedisDatabase database() {
    return database;
  }

  public final RedisCommand command() {
    return command;
  }

  /** The context of who made it; null where that is the one of the thread that it ends on. */
  public final @Nullable Context parent() {
    return context;
  }

  /** How many arguments follow the name. */
  public final int arguments() {
    return arguments;
  }

  /** Whether it waits on the server for something to happen. */
  public final boolean isBlocking() {
    return blocking;
  }

  /**
   * Whether the client sends it for itself: to greet a server, to know the others, to keep a
   * connection.
   */
  public final boolean isUpkeep() {
    return upkeep;
  }

  /** How often the server has sent it to another node. */
  public final int redirects() {
    return redirects;
  }

  public final long startNanos() {
    return startNanos;
  }

  /**
   * What its arguments are in, for {@link RedisProbe#argument}; null where nobody wants to know.
   */
  public @Nullable Object given() {
    return null;
  }

  /** How many commands a batch has; {@link #NO_BATCH} for what is none. */
  public int batchSize() {
    return NO_BATCH;
  }

  /** Whether it has no span: nobody made it, and a trace of its own would tell nothing. */
  public boolean isUntold() {
    return false;
  }
}
