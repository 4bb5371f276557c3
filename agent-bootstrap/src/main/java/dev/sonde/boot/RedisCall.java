package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A command, or several of them at once, from being sent to its reply. It may end on another thread
 * than it began on, and ends once.
 *
 * <p>A connection that one thread uses at a time has one for all its calls; a client that sends the
 * next command before the reply is there needs one for each. It is the callback of a future, too,
 * with which it ends at the latest.
 */
public final class RedisCall implements Kept, BiConsumer<Object, Throwable> {

  /** Of what is no batch. */
  public static final int NO_BATCH = -1;

  private static final AtomicIntegerFieldUpdater<RedisCall> RUNNING =
      AtomicIntegerFieldUpdater.newUpdater(RedisCall.class, "running");

  private static final int ENDED = 0;

  /** Waits for its reply. */
  private static final int STARTED = 1;

  /** Was made, and it is not known where it goes to. */
  private static final int MADE = 2;

  /** Is being counted in. */
  private static final int STARTING = 3;

  private volatile int running;
  private @Nullable RedisRecorder recorder;
  private @Nullable RedisDatabase database;

  /** The one that it was counted in with. */
  private @Nullable RedisDatabase counted;

  private RedisServer server = RedisServer.UNKNOWN;
  private RedisCommand command = RedisCommand.OTHER;
  private @Nullable Context parent;

  /** What the thread that delivers the reply was in before. */
  private @Nullable Context interrupted;

  private @Nullable Object given;
  private int arguments;
  private int batchSize = NO_BATCH;
  private boolean blocking;
  private boolean unreadable;
  private boolean untold;
  private int redirects;
  private @Nullable Object route;
  private long startNanos;
  private long endNanos;
  private @Nullable Throwable thrown;
  private @Nullable String errorReply;

  private boolean held;
  private @Nullable RedisChannel selecting;
  private int selectedIndex;

  /** Who waits for it and cancels it when that takes too long. */
  private @Nullable Thread waiting;

  RedisCall() {}

  /**
   * Begins, as a single command.
   *
   * @param newBlocking whether it waits on the server for something to happen
   */
  void begin(
      RedisRecorder newRecorder,
      RedisServer newServer,
      RedisDatabase newDatabase,
      RedisCommand newCommand,
      int newArguments,
      boolean newBlocking,
      long nanos) {
    recorder = newRecorder;
    server = newServer;
    database = newDatabase;
    counted = newDatabase;
    command = newCommand;
    arguments = newArguments;
    batchSize = NO_BATCH;
    blocking = newBlocking;
    startNanos = nanos;
    parent = null;
    given = null;
    thrown = null;
    errorReply = null;
    redirects = 0;
    route = null;
    unreadable = false;
    untold = false;
    newRecorder.started(newDatabase, newBlocking);
    running = STARTED;
  }

  /** Begins, as a single command that is yet to find its server: {@link #goesTo}. */
  void make(
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
    running = MADE;
  }

  /** Is sent to a server; to another one where the first one has sent it there. */
  void goesTo(RedisServer to, RedisDatabase its) {
    RedisRecorder measuring = recorder;
    RedisDatabase last = counted;
    int before = running;
    if (measuring == null
        || last == its
        || (before != MADE && before != STARTED)
        || !RUNNING.compareAndSet(this, before, STARTING)) {
      return;
    }
    if (before == STARTED && last != null) {
      measuring.left(last, blocking);
    }
    server = to;
    database = its;
    counted = its;
    measuring.started(its, blocking);
    if (!RUNNING.compareAndSet(this, STARTING, STARTED)) {
      measuring.left(its, blocking);
    }
  }

  /** The context of who made it, where that is not the one that it ends in. */
  void parent(@Nullable Context context) {
    parent = context;
  }

  /** What its arguments are in, where somebody wants to know the keys among them. */
  void given(@Nullable Object all) {
    given = all;
  }

  /** Has no span: nobody made it, and a trace of its own would tell nothing. */
  void untold() {
    untold = true;
  }

  /** Its reply tells nothing of what it found. */
  void unreadable() {
    unreadable = true;
  }

  /** Stays here until somebody has it sent, and begins then. */
  void hold() {
    held = true;
  }

  /** Is sent. */
  void sent() {
    if (held) {
      held = false;
      startNanos = System.nanoTime();
    }
  }

  /** Selects a database, if all goes well. */
  void selects(RedisChannel channel, int index) {
    selecting = channel;
    selectedIndex = index;
  }

  /** Went well. */
  void selected() {
    RedisChannel channel = selecting;
    if (channel != null) {
      channel.selects(selectedIndex);
    }
  }

  /** The calling thread waits for its end, and will cancel it when that takes too long. */
  void isWaitedFor() {
    waiting = Thread.currentThread();
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isWaitedForHere() {
    return waiting == Thread.currentThread();
  }

  boolean isRunning() {
    return running != ENDED;
  }

  /** Turns out to be several commands. */
  void turnInto(RedisCommand all, int size) {
    command = all;
    batchSize = size;
  }

  /** Whether it is several commands that are executed together. */
  public boolean isTransaction() {
    return command.role == RedisRole.MULTI || command.name.startsWith("MULTI ");
  }

  /**
   * Ends it.
   *
   * @param told the server's reply where that is an error
   * @return true for the first call only, whichever threads call
   */
  boolean end(@Nullable Throwable failure, @Nullable String told) {
    int before = RUNNING.getAndSet(this, ENDED);
    if (before == ENDED) {
      return false;
    }
    endNanos = System.nanoTime();
    thrown = failure;
    errorReply = told;
    RedisRecorder measuring = recorder;
    RedisDatabase its = counted;
    if (measuring != null) {
      if (database == null) {
        database = measuring.database(RedisServer.UNKNOWN, RedisProbe.UNKNOWN_INDEX);
      } else if (before == STARTED && its != null) {
        measuring.left(its, blocking);
      }
    }
    return true;
  }

  /** Gives it to the recorder after its end, unless it is one attempt of several. */
  void deliver(Current thread) {
    RedisAttempts attempts = thread.redis();
    if (attempts == null || attempts.take(this)) {
      record(thread);
    } else {
      forget();
    }
  }

  /** Gives it to the recorder. */
  void record(Current thread) {
    RedisRecorder measuring = recorder;
    if (measuring != null) {
      measuring.ended(this, thread);
    }
    forget();
  }

  /** Gives it to the recorder, and can still tell its {@link #parent}. */
  void recordShared(Current thread) {
    Context made = parent;
    record(thread);
    parent = made;
  }

  /** Counts it out without a measurement: nobody will tell of its reply. */
  void drop() {
    if (end(null, null)) {
      forget();
    }
  }

  /** Becomes what another one is, after its end. */
  void take(RedisCall other) {
    recorder = other.recorder;
    server = other.server;
    database = other.database;
    command = other.command;
    parent = other.parent;
    given = other.given;
    arguments = other.arguments;
    batchSize = other.batchSize;
    blocking = other.blocking;
    redirects = other.redirects;
    startNanos = other.startNanos;
    endNanos = other.endNanos;
    thrown = other.thrown;
    errorReply = other.errorReply;
  }

  /** Goes on with what an earlier one has begun in vain. */
  void continues(RedisCall earlier) {
    startNanos = earlier.startNanos;
    redirects = earlier.redirectsSoFar();
  }

  /** Began earlier than it was sent: there was no connection at first. */
  void startsAt(long nanos) {
    startNanos = nanos;
  }

  /** Fails now, with something else than what it had failed with. */
  void failsAfterAll(Throwable last) {
    redirects = redirectsSoFar();
    endNanos = System.nanoTime();
    thrown = last;
    errorReply = null;
  }

  private int redirectsSoFar() {
    return redirects + (isRedirect(errorReply) ? 1 : 0);
  }

  /** Counts what it asked for, after its end, where that is known already. */
  void look(long asked, long found) {
    RedisRecorder measuring = recorder;
    RedisDatabase its = database;
    if (measuring != null && its != null && asked > 0) {
      measuring.looked(its, command, asked, found);
    }
  }

  /** Was sent to another node, and goes on. */
  void redirected() {
    redirects++;
  }

  /**
   * The same, where each way there is an object of its own.
   *
   * @return false for the way that it went before
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean redirected(Object newRoute) {
    if (route == newRoute) {
      return false;
    }
    route = newRoute;
    redirects++;
    return true;
  }

  /** Counts what it asked for, after its end. */
  void look(@Nullable Object reply) {
    if (!unreadable) {
      look(command, reply, arguments);
    }
  }

  /** Counts what one of its commands asked for. */
  void look(RedisCommand one, @Nullable Object reply, int given) {
    RedisRecorder measuring = recorder;
    RedisDatabase asked = database;
    if (measuring == null || asked == null || one.lookup == RedisLookup.NONE) {
      return;
    }
    long count = one.lookup.asked(reply, given);
    if (count > 0) {
      measuring.looked(asked, one, count, one.lookup.found(reply));
    }
  }

  /** The future that it was the callback of is done. */
  @Override
  public void accept(@Nullable Object reply, @Nullable Throwable failure) {
    RedisProbe.end(this, reply, failure, null);
  }

  /** Lets the calling thread be where the caller was, after its end. */
  void enter(Current thread, @Nullable Context caller) {
    interrupted = thread.get();
    boolean none = caller == null || caller == Context.NONE || Current.isLongOver(caller);
    thread.set(none ? null : caller);
  }

  /** Takes the calling thread back to where it was. */
  void leave() {
    Current.cell().set(interrupted);
    interrupted = null;
  }

  static boolean isRedirect(@Nullable String reply) {
    return reply != null && (reply.startsWith("MOVED ") || reply.startsWith("ASK "));
  }

  void forget() {
    recorder = null;
    database = null;
    counted = null;
    route = null;
    parent = null;
    given = null;
    thrown = null;
    errorReply = null;
    waiting = null;
    selecting = null;
  }

  boolean hasFailed() {
    return thrown != null || errorReply != null;
  }

  public RedisServer server() {
    return server;
  }

  /** Never null while it runs and while the recorder takes it. */
  public @Nullable RedisDatabase database() {
    return database;
  }

  public RedisCommand command() {
    return command;
  }

  /** The context of who made it; null where that is the one of the thread that it ends on. */
  public @Nullable Context parent() {
    return parent;
  }

  /**
   * What its arguments are in, for {@link RedisProbe#argument}; null where nobody wants to know.
   */
  public @Nullable Object given() {
    return given;
  }

  /** How many arguments follow the name. */
  public int arguments() {
    return arguments;
  }

  /** How many commands a batch has; {@link #NO_BATCH} for what is none. */
  public int batchSize() {
    return batchSize;
  }

  /** Whether it waits on the server for something to happen. */
  public boolean isBlocking() {
    return blocking;
  }

  /** Whether it has no span. */
  public boolean isUntold() {
    return untold;
  }

  /** How often the server has sent it to another node. */
  public int redirects() {
    return redirects;
  }

  public long startNanos() {
    return startNanos;
  }

  public long endNanos() {
    return endNanos;
  }

  /** What it failed with on this side; the exception may stand for an error reply. */
  public @Nullable Throwable thrown() {
    return thrown;
  }

  /** What the server says in place of a reply. */
  public @Nullable String errorReply() {
    return errorReply;
  }
}
