package dev.sonde.boot;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps with a connection that one thread uses at a time: where it leads to, and the
 * commands that were sent and have no reply yet.
 *
 * <pre>
 * send, reply                            a command
 * send, send, …, reply, reply, …         a pipeline
 * send MULTI, send, …, send EXEC         a transaction, whenever the replies are read
 * </pre>
 *
 * <p>The time of a single command begins with its sending, that of several when their replies are
 * waited for: what the application does in between is its own.
 */
final class JedisConnection implements Lendable {

  private static final AtomicIntegerFieldUpdater<JedisConnection> OPEN =
      AtomicIntegerFieldUpdater.newUpdater(JedisConnection.class, "open");

  private static final int UNKNOWN = -1;
  private static final int ROOM = 16;

  /** What more was needed once is given back. */
  private static final int MOST_ROOM = 1024;

  /** Of so many commands without a reply each is known, of more the last one. */
  private static final int MOST_KNOWN = 1 << 16;

  final RedisRecorder recorder;

  private final JedisCall call = new JedisCall();
  private RedisServer server;
  private RedisDatabase database;
  private boolean connected;

  /** 1 while it is counted as open; any thread may close it. */
  private volatile int open;

  private RedisDatabase countedFor;

  /** The commands since nothing was on its way, and how many arguments each has. */
  private @Nullable RedisCommand[] commands = new @Nullable RedisCommand[ROOM];

  private int[] arguments = new int[ROOM];
  private int sent;
  private int unanswered;
  private RedisCommand last = RedisCommand.OTHER;
  private boolean firstBlocks;
  private @Nullable Object firstGiven;
  private long startNanos;

  /** Whether the time has begun that is to be told. */
  private boolean timed;

  /** Those that are not the frame of a transaction; the one that they all are, or null. */
  private int counted;

  private @Nullable RedisCommand common;

  /** Whether the server queues what is sent. */
  private boolean transaction;

  /** Another thread may be reading messages; only it touches nothing else here then. */
  private volatile boolean subscribed;

  /** Whether it has ever subscribed. */
  private boolean subscribes;

  /** The database of a selection that is about to be sent, until what it is sent with has ended. */
  private int selecting = UNKNOWN;

  /** Whether a transaction selects a database, and which. */
  private boolean queuesSelection;

  private int queuedIndex = UNKNOWN;
  private @Nullable Throwable firstFailure;
  private @Nullable String firstError;

  /** By which a pool has lent it; null for none. */
  private @Nullable Loan loan;

  JedisConnection(RedisRecorder recorder, RedisServer server) {
    this.recorder = recorder;
    this.server = server;
    this.database = recorder.database(server, UNKNOWN);
    this.countedFor = database;
  }

  RedisServer server() {
    return server;
  }

  RedisDatabase database() {
    return database;
  }

  @Override
  public @Nullable Loan loan() {
    return loan;
  }

  @Override
  public void lendBy(@Nullable Loan newLoan) {
    loan = newLoan;
  }

  /** Was connected, to the first database. What was on its way will have no reply. */
  void connected(RedisServer to) {
    forget();
    subscribed = false;
    disconnected();
    leadsTo(to);
    if (connected) {
      recorder.reconnected(database);
    }
    connected = true;
    countedFor = database;
    recorder.opened(database);
    open = 1;
  }

  /** Is closed, which may be told more than once. */
  void disconnected() {
    if (open != 0 && OPEN.compareAndSet(this, 1, 0)) {
      recorder.closed(countedFor);
    }
  }

  /** What was sent will have no reply. */
  private void forget() {
    call.drop();
    clear();
    transaction = false;
    queuesSelection = false;
  }

  boolean isSubscribed() {
    return subscribed;
  }

  /** What comes from now on are messages. */
  void subscribe() {
    subscribed = true;
    subscribes = true;
    Loan lending = loan;
    if (lending != null) {
      lending.isForLong();
    }
  }

  /** Leads to the first database of a server. */
  void leadsTo(RedisServer to) {
    server = to;
    database = recorder.database(to, 0);
  }

  /** Is about to select a database. */
  void selecting(int index) {
    selecting = index;
  }

  /** A command was sent, or put into the buffer. */
  void sent(RedisCommand command, @Nullable Object given, int count, boolean blocks, long nanos) {
    subscribed = false;
    if (call.isRunning()) {
      forget(); // A client reads all before it sends again: nobody told of a reply.
    }
    if (sent == 0) {
      firstBlocks = blocks;
      firstGiven = recorder.tellsKeys() ? given : null;
      startNanos = nanos;
    }
    if (!isFrame(command)) {
      common = counted == 0 || command == common ? command : null;
      counted++;
    }
    last = command;
    keep(command, count);
    sent++;
    unanswered++;
  }

  private boolean isFrame(RedisCommand command) {
    return command.role == RedisRole.RESET
        ? isTransaction()
        : command.role == RedisRole.MULTI || command.role.isEnd();
  }

  private void keep(RedisCommand command, int count) {
    if (sent == commands.length && sent < MOST_KNOWN) {
      commands = Arrays.copyOf(commands, 2 * sent);
      arguments = Arrays.copyOf(arguments, 2 * sent);
    }
    if (sent < commands.length) {
      commands[sent] = command;
      arguments[sent] = count;
    }
  }

  private RedisCommand command(int place) {
    RedisCommand kept = place < commands.length ? commands[place] : null;
    return place == sent - 1 || kept == null ? last : kept;
  }

  private boolean isTransaction() {
    return sent > 0 && command(0).role == RedisRole.MULTI;
  }

  /** Is about to wait for replies. */
  void waiting() {
    if (unanswered == 0 || call.isRunning()) {
      return;
    }
    if (!timed && sent > 1) {
      startNanos = System.nanoTime();
    }
    // That of a transaction begins with what is in it.
    timed = counted > 0;
    RedisCommand first = command(0);
    call.isUpkeep(first.mayBeUpkeep && RedisProbe.isInUpkeep());
    call.begin(
        recorder, server, database, first, arguments[0], firstBlocks && sent == 1, startNanos);
  }

  /**
   * A reply was read.
   *
   * @param error what the server says in place of a reply
   */
  void replied(@Nullable Object reply, @Nullable Throwable thrown, @Nullable String error) {
    if (unanswered == 0 || subscribed) {
      if (subscribes) {
        confirmed(reply);
      }
      return; // A message.
    }
    waiting();
    int place = sent - unanswered;
    RedisCommand command = command(place);
    unanswered--;
    if (error != null) {
      failed(thrown, error);
    } else if (command.role != RedisRole.NONE) {
      changed(command.role, reply);
    } else if (command.lookup != RedisLookup.NONE && !transaction && place < arguments.length) {
      long asked = command.lookup.asked(reply, arguments[place]);
      if (asked > 0) {
        recorder.looked(database, command, asked, command.lookup.found(reply));
      }
    }
    if (command.role.isEnd()) {
      transaction = false;
      queuesSelection = false;
    }
    if (unanswered == 0) {
      if (transaction) {
        call.drop();
      } else {
        end(firstFailure, firstError);
      }
    }
  }

  /**
   * What confirms that something was subscribed, or is no more, is of three parts, of which the
   * last one is the number of what is.
   */
  private void confirmed(@Nullable Object message) {
    if (message instanceof List && ((List<?>) message).size() == 3) {
      Object last = ((List<?>) message).get(2);
      if (last instanceof Long) {
        subscribed = (Long) last > 0;
      }
    }
  }

  /** The server did what a command is for. */
  private void changed(RedisRole role, @Nullable Object reply) {
    if (role == RedisRole.MULTI) {
      transaction = true;
    } else if (role == RedisRole.RESET) {
      database = recorder.database(server, 0);
    } else if (role == RedisRole.SELECT && transaction) {
      queuesSelection = true;
      queuedIndex = selecting;
    } else if (role == RedisRole.SELECT) {
      database = recorder.database(server, selecting);
    } else if (role == RedisRole.EXEC && reply != null) {
      if (queuesSelection) {
        database = recorder.database(server, queuedIndex);
      }
      failedInside(reply);
    }
  }

  /** What failed in a transaction is an exception among its replies. */
  private void failedInside(Object replies) {
    if (replies instanceof Iterable) {
      for (Object each : (Iterable<?>) replies) {
        if (each instanceof Throwable) {
          failed((Throwable) each, String.valueOf(((Throwable) each).getMessage()));
          return;
        }
      }
    }
  }

  private void failed(@Nullable Throwable thrown, String error) {
    if (firstError == null) {
      firstError = error;
      firstFailure = thrown;
    }
    if (RedisCall.isRedirect(error)) {
      recorder.redirected(error);
    }
  }

  /** Broke: nothing that was sent will have a reply. */
  void broken(Throwable thrown) {
    if (sent > 0) {
      waiting();
      end(thrown, null);
      transaction = false;
      queuesSelection = false;
    }
  }

  private void end(@Nullable Throwable thrown, @Nullable String error) {
    if (sent > 1) {
      call.turnInto(together(), counted);
    } else {
      call.given(firstGiven);
    }
    clear();
    selecting = UNKNOWN;
    if (call.end(thrown, error)) {
      call.deliver(Current.cell());
    }
  }

  /** What the commands are together. */
  private RedisCommand together() {
    RedisCommand one = common;
    if (last.role == RedisRole.DISCARD || (last.role == RedisRole.RESET && isTransaction())) {
      return last;
    }
    if (isTransaction() && (unanswered > 0 || last.role == RedisRole.EXEC)) {
      return one == null ? RedisCommand.MULTI : one.queued();
    }
    return one == null ? RedisCommand.PIPELINE : one.pipelined();
  }

  private void clear() {
    if (commands.length > MOST_ROOM) {
      commands = new @Nullable RedisCommand[ROOM];
      arguments = new int[ROOM];
    }
    firstGiven = null;
    sent = 0;
    unanswered = 0;
    timed = false;
    counted = 0;
    common = null;
    firstFailure = null;
    firstError = null;
  }
}
