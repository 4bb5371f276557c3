package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of the probes of Redis. Its methods never throw. */
public abstract class RedisRecorder {

  /**
   * A database of a server.
   *
   * @param index -1 where nobody knows which
   */
  public abstract RedisDatabase database(RedisServer server, int index);

  /** Whether what a call was given is kept until its end, for its keys. */
  public abstract boolean tellsKeys();

  /**
   * Counts a call in, which waits for its reply from now on.
   *
   * @param apart whether it is none of those that an application waits for as short as can be: it
   *     waits on the server by intent, or is the client's own
   */
  public abstract void started(RedisDatabase database, boolean apart);

  /** Counts it out. It may go on elsewhere, and is measured by {@link #ended} only. */
  public abstract void left(RedisDatabase database, boolean apart);

  /**
   * Takes a call that has ended.
   *
   * @param thrown what it failed with on this side, which may stand for an error reply
   * @param errorReply what the server says in place of a reply
   * @param thread the calling one, which need not be the one that it began on
   */
  public abstract void ended(
      RedisCall call,
      long endNanos,
      @Nullable Throwable thrown,
      @Nullable String errorReply,
      Current thread);

  /** Takes how many keys or fields a command asked for, and how many of them there were. */
  public abstract void looked(RedisDatabase database, RedisCommand command, long asked, long found);

  /** Takes a reply that sends the command to another node. */
  public abstract void redirected(String errorReply);

  /** Takes a connection that is open from now on; once for each. */
  public abstract void opened(RedisDatabase database);

  /** Takes one that is not open any more; once for each that was {@link #opened}. */
  public abstract void closed(RedisDatabase database);

  /** Takes a connection that was opened once more. */
  public abstract void reconnected(RedisDatabase database);
}
