package dev.sonde.boot;

import java.util.Arrays;
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
final class RedisConnection implements Kept {

  private static final int UNKNOWN = -1;
  private static final int ROOM = 16;

  /** Of so many commands without a reply each is known, of more the last one. */
  private static final int MOST_KNOWN = 1 << 16;

  final RedisRecorder recorder;

  private final RedisCall call = new RedisCall();
  private RedisServer server;
  private RedisDatabase database;
  private boolean connected;

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

  private boolean selects;
  private int selecting = UNKNOWN;
  private @Nullable Throwable firstFailure;
  private @Nullable String firstError;

  RedisConnection(RedisRecorder recorder, RedisServer server) {
    this.recorder = recorder;
    this.server = server;
    this.database = recorder.database(server, UNKNOWN);
  }

  RedisServer server() {
    return server;
  }

  RedisDatabase database() {
    return database;
  }

  /** Was connected, to the first database. What was on its way will have no reply. */
  void connected(RedisServer to) {
    call.drop();
    clear();
    transaction = false;
    leadsTo(to);
    if (connected) {
      recorder.reconnected(database);
    }
    connected = true;
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
    if (sent == 0) {
      firstBlocks = blocks;
      firstGiven = recorder.tellsKeys() ? given : null;
      startNanos = nanos;
    }
    if (!isFrame(command)) {
      common = counted == 0 || command == common ? command : null;
      counted++;
    }
    selects |= command == RedisCommand.SELECT;
    last = command;
    keep(command, count);
    sent++;
    unanswered++;
  }

  private static boolean isFrame(RedisCommand command) {
    return command == RedisCommand.MULTI || isEnd(command);
  }

  private static boolean isEnd(RedisCommand command) {
    return command == RedisCommand.EXEC || command == RedisCommand.DISCARD;
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
    return command(0) == RedisCommand.MULTI;
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
    call.begin(
        recorder, server, database, command(0), arguments[0], firstBlocks && sent == 1, startNanos);
  }

  /**
   * A reply was read.
   *
   * @param error what the server says in place of a reply
   */
  void replied(@Nullable Object reply, @Nullable Throwable thrown, @Nullable String error) {
    if (unanswered == 0) {
      return; // A message.
    }
    waiting();
    int place = sent - unanswered;
    RedisCommand command = command(place);
    unanswered--;
    if (error != null) {
      failed(thrown, error);
    } else if (command.lookup != RedisLookup.NONE && !transaction && place < arguments.length) {
      long asked = command.lookup.asked(reply, arguments[place]);
      if (asked > 0) {
        recorder.looked(database, command, asked, command.lookup.found(reply));
      }
    }
    if (command == RedisCommand.MULTI) {
      transaction |= error == null;
    } else if (isEnd(command)) {
      transaction = false;
    }
    if (unanswered == 0) {
      if (transaction) {
        call.drop();
      } else {
        end(firstFailure, firstError);
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
      selects = false;
      end(thrown, null);
      transaction = false;
    }
  }

  private void end(@Nullable Throwable thrown, @Nullable String error) {
    if (sent > 1) {
      call.turnInto(together(), counted);
    } else {
      call.given(firstGiven);
    }
    int index = selecting;
    boolean selected = selects && error == null;
    clear();
    if (call.end(thrown, error)) {
      call.deliver(Current.cell());
    }
    if (selected) {
      database = recorder.database(server, index);
    }
  }

  /** What the commands are together. */
  private RedisCommand together() {
    RedisCommand one = common;
    if (last == RedisCommand.DISCARD) {
      return last;
    }
    if (isTransaction() && (unanswered > 0 || last == RedisCommand.EXEC)) {
      return one == null ? RedisCommand.MULTI : one.queued();
    }
    return one == null ? RedisCommand.PIPELINE : one.pipelined();
  }

  private void clear() {
    if (commands.length > ROOM) {
      commands = new @Nullable RedisCommand[ROOM];
      arguments = new int[ROOM];
    }
    firstGiven = null;
    sent = 0;
    unanswered = 0;
    timed = false;
    counted = 0;
    common = null;
    selects = false;
    selecting = UNKNOWN;
    firstFailure = null;
    firstError = null;
  }
}
