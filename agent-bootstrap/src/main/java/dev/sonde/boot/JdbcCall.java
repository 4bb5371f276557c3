package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The execution of a statement, a commit or a rollback that runs on a thread. A driver's own calls
 * of its methods happen inside it and are no further executions, so a thread has one at a time, and
 * each thread uses its one again and again.
 */
public final class JdbcCall extends PerThread {

  private final Current thread;
  private @Nullable Object target;
  private @Nullable JdbcStatement statement;
  private @Nullable JdbcConnection connection;
  private @Nullable JdbcQuery query;
  private @Nullable JdbcRecorder recorder;
  private @Nullable JdbcOperation operation;
  private @Nullable Context parent;
  private int batchSize;
  private long startNanos;
  private long endNanos;

  private JdbcCall(Current thread) {
    this.thread = thread;
  }

  /** The call that the thread is in, or its next one. */
  static JdbcCall of(Current thread) {
    PerThread kept = thread.jdbc();
    if (kept != null) {
      return (JdbcCall) kept;
    }
    JdbcCall made = new JdbcCall(thread);
    thread.jdbc(made);
    return made;
  }

  @Nullable Object target() {
    return target;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(Object asking) {
    return target == asking;
  }

  /** Lets nothing be measured until {@link #unblock}; false when something runs already. */
  boolean block(Object newTarget) {
    boolean idle = target == null;
    if (idle) {
      target = newTarget;
    }
    return idle;
  }

  void unblock(Object blocking) {
    if (isOf(blocking)) {
      target = null;
    }
  }

  /**
   * Begins to measure.
   *
   * @param newStatement null for a commit or a rollback
   */
  void begin(
      JdbcRecorder newRecorder,
      Object newTarget,
      @Nullable JdbcStatement newStatement,
      JdbcConnection newConnection,
      JdbcQuery newQuery,
      int newBatchSize) {
    recorder = newRecorder;
    statement = newStatement;
    connection = newConnection;
    query = newQuery;
    batchSize = newBatchSize;
    parent = thread.get();
    JdbcOperation span = newRecorder.start(thread, this);
    operation = span;
    if (span == null) {
      startNanos = System.nanoTime();
    } else {
      startNanos = span.startNanos;
      span.enter();
    }
    target = newTarget;
  }

  /** Ends it: from here on the thread may begin the next one. */
  void end(@Nullable Throwable thrown, long affectedRows) {
    JdbcRecorder measuring = recorder;
    JdbcOperation span = operation;
    if (span == null) {
      endNanos = System.nanoTime();
    } else {
      span.fail(thrown);
      span.end();
      span.leave();
      endNanos = startNanos + span.durationNanos();
    }
    target = null;
    if (measuring != null) {
      measuring.end(this, thrown, affectedRows);
    }
    forget();
  }

  /** Takes back that it began: the target only handed it on to another one. */
  void undo() {
    JdbcRecorder measuring = recorder;
    JdbcOperation span = operation;
    if (span != null) {
      span.leave();
    }
    target = null;
    if (statement != null) {
      statement.handedOn();
    }
    if (measuring != null) {
      measuring.undo(this);
    }
    forget();
  }

  /** Is in nothing any more: what it was in was torn off, by a full stack for example. */
  @Override
  void reset() {
    target = null;
    forget();
  }

  private void forget() {
    statement = null;
    connection = null;
    query = null;
    recorder = null;
    operation = null;
    parent = null;
  }

  @Nullable JdbcStatement statement() {
    return statement;
  }

  /** What is executed; never null while it is. */
  public @Nullable JdbcQuery query() {
    return query;
  }

  public @Nullable JdbcConnection connection() {
    return connection;
  }

  /** What the parameters are set to; null for a batch, and where nobody saw them set. */
  public @Nullable JdbcValues values() {
    JdbcStatement executed = statement;
    JdbcRecorder telling = recorder;
    return executed == null || telling == null || batchSize >= 0
        ? null
        : executed.copyOfValues(telling);
  }

  /** The span, or null where none is recorded. */
  public @Nullable JdbcOperation operation() {
    return operation;
  }

  /** The context that the call was made in. */
  public @Nullable Context parent() {
    return parent;
  }

  /** How many statements a batch has; -1 for what is no batch. */
  public int batchSize() {
    return batchSize;
  }

  public long startNanos() {
    return startNanos;
  }

  public long endNanos() {
    return endNanos;
  }
}
