package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A command, or several of them at once, from being sent to its reply. It may end on another thread
 * than it began on, and ends once.
 *
 * <p>A connection that one thread uses at a time has one for all its calls; a client that sends the
 * next command before the reply is there needs one for each.
 */
public final class RedisCall implements Kept {

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
  private RedisServer server = RedisServer.UNKNOWN;
  private RedisCommand command = RedisCommand.OTHER;
  private @Nullable Context parent;
  private @Nullable Object given;
  private int arguments;
  private int batchSize = NO_BATCH;
  private boolean blocking;
  private int redirects;
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
    RedisDatabase counted = database;
    int before = running;
    if (measuring == null
        || counted == its
        || (before != MADE && before != STARTED)
        || !RUNNING.compareAndSet(this, before, STARTING)) {
      return;
    }
    if (before == STARTED && counted != null) {
      measuring.left(counted, blocking);
    }
    server = to;
    database = its;
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
    RedisDatabase its = database;
    if (measuring != null) {
      if (its == null) {
        database = measuring.database(RedisServer.UNKNOWN, RedisProbe.UNKNOWN_INDEX);
      } else if (before == STARTED) {
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

  /** Counts what it asked for, after its end. */
  void look(@Nullable Object reply) {
    RedisRecorder measuring = recorder;
    RedisDatabase asked = database;
    if (measuring == null || asked == null || command.lookup == RedisLookup.NONE) {
      return;
    }
    long count = command.lookup.asked(reply, arguments);
    if (count > 0) {
      measuring.looked(asked, command, count, command.lookup.found(reply));
    }
  }

  static boolean isRedirect(@Nullable String reply) {
    return reply != null && (reply.startsWith("MOVED ") || reply.startsWith("ASK "));
  }

  void forget() {
    recorder = null;
    database = null;
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
