package dev.sonde.boot;

/** What the agent keeps with a connection: where it leads to, and since when a transaction runs. */
public final class JdbcConnection implements Kept {

  public final JdbcDatabase database;

  /** Whether nobody saw where it was opened to. */
  final boolean guessed;

  /** Whether statements wait for a commit. */
  private volatile boolean manual;

  /** When the transaction's first statement began; 0 outside of one. */
  private volatile long transactionStart;

  JdbcConnection(JdbcDatabase database, boolean guessed) {
    this.database = database;
    this.guessed = guessed;
  }

  /** Takes the connection's mode; a transaction that was open is over. */
  void manual(boolean on) {
    manual = on;
    transactionStart = 0;
  }

  /** A statement begins, and a transaction with it if none is open. */
  void begins(long nanos) {
    if (manual && transactionStart == 0) {
      transactionStart = nanos == 0 ? 1 : nanos;
    }
  }

  /** Ends the transaction; when it began, or 0 where there was none. */
  long endTransaction() {
    long start = transactionStart;
    transactionStart = 0;
    return start;
  }
}
