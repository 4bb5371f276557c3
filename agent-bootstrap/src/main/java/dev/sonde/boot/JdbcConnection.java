package dev.sonde.boot;

/** What the agent keeps with a connection: where it leads to, and since when a transaction runs. */
public final class JdbcConnection implements Kept {

  public final JdbcDatabase database;

  /** Whether nobody saw where it was opened to. */
  final boolean guessed;

  /** Whether statements wait for a commit. */
  private volatile boolean manual;

  /** When the first statement began that no commit or rollback has followed; 0 without one. */
  private volatile long unfinishedSince;

  JdbcConnection(JdbcDatabase database, boolean guessed) {
    this.database = database;
    this.guessed = guessed;
  }

  /** Takes the connection's mode; a transaction that was open is over. */
  void manual(boolean on) {
    manual = on;
    unfinishedSince = 0;
  }

  /** A statement begins, and a transaction with it if none is open. */
  void begins(long nanos) {
    if (unfinishedSince == 0) {
      unfinishedSince = nanos == 0 ? 1 : nanos;
    }
  }

  /** Whether there is anything to commit or to roll back. */
  boolean isUnfinished() {
    return unfinishedSince != 0;
  }

  /** Ends the transaction; when it began, or 0 where there was none. */
  long endTransaction() {
    long start = unfinishedSince;
    unfinishedSince = 0;
    return manual ? start : 0;
  }
}
