package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What the agent keeps with a statement: its text where that was prepared, its batch, its rows. */
final class JdbcStatement implements Kept {

  /** So many different texts of a batch are told. */
  private static final int MOST_TEXTS = 8;

  final JdbcConnection connection;

  /** The text of a prepared statement. */
  final @Nullable String sql;

  private @Nullable JdbcQuery prepared;
  private @Nullable JdbcQuery last;

  /** Whether the result that it is at has given out no result set yet. */
  private boolean fresh;

  private @Nullable JdbcRows rows;

  private @Nullable JdbcValues values;

  private boolean adding;
  private int batchSize;
  private @Nullable String @Nullable [] batch;
  private int batchTexts;

  JdbcStatement(JdbcConnection connection, @Nullable String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** What is known of the text that is executed: the given one or, without one, the prepared. */
  JdbcQuery query(JdbcRecorder recorder, @Nullable String given) {
    JdbcQuery query = find(recorder, given);
    last = query;
    fresh = true;
    return query;
  }

  boolean isFresh() {
    return fresh;
  }

  /** Is at a further result of its last execution. */
  void goOn() {
    fresh = true;
  }

  /** Was not executed, another statement was in its place. */
  void handedOn() {
    last = null;
  }

  /** What was executed last, or null. */
  @Nullable JdbcQuery lastQuery() {
    return last;
  }

  private JdbcQuery find(JdbcRecorder recorder, @Nullable String given) {
    if (given != null || sql == null) {
      return recorder.query(connection.database, given);
    }
    JdbcQuery known = prepared;
    if (known == null || !isOf(known, recorder)) {
      known = recorder.query(connection.database, sql);
      prepared = known;
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private static boolean isOf(JdbcQuery query, JdbcRecorder recorder) {
    return query.recorder == recorder;
  }

  /** What the parameters are set to, as far as this recorder saw it. */
  JdbcValues values(JdbcRecorder recorder) {
    JdbcValues mine = values;
    if (mine == null || !mine.isOf(recorder)) {
      mine = new JdbcValues(recorder);
      values = mine;
    }
    return mine;
  }

  /**
   * The same for the last execution, after which they may be set anew; null where there are none,
   * or another text than the prepared one was executed.
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  @Nullable JdbcValues copyOfValues(JdbcRecorder recorder) {
    JdbcValues mine = values;
    return mine == null || last != prepared || !mine.isOf(recorder) ? null : new JdbcValues(mine);
  }

  void forgetValues() {
    values = null;
  }

  /** False when an addition has begun already: a driver's method may call the one it overrides. */
  boolean beginAdding() {
    boolean first = !adding;
    adding = true;
    return first;
  }

  /** Adds to the batch; a null text adds the prepared statement once more. */
  void endAdding(boolean added, @Nullable String text) {
    adding = false;
    if (!added) {
      return;
    }
    batchSize++;
    if (text == null || batchTexts == MOST_TEXTS) {
      return;
    }
    @Nullable String[] texts = batch;
    if (texts == null) {
      texts = new @Nullable String[MOST_TEXTS];
      batch = texts;
    }
    texts[batchTexts++] = text;
  }

  void clearBatch() {
    batchSize = 0;
    batchTexts = 0;
    batch = null;
  }

  int batchSize() {
    return batchSize;
  }

  /** What is known of the batch's texts. */
  JdbcQuery batchQuery(JdbcRecorder recorder) {
    @Nullable String[] texts = batch;
    JdbcQuery query =
        texts == null
            ? query(recorder, null)
            : recorder.joined(connection.database, texts, batchTexts);
    return batchSize > 1 ? recorder.batch(query) : query;
  }

  /**
   * Rows to count for a result set of the statement; those of the last one are used again. They
   * know it only where nothing but the two objects themselves leads to them.
   */
  JdbcRows openRows(Object statement, Object resultSet, JdbcQuery query, long nanos) {
    boolean known = statement instanceof Carrier && resultSet instanceof Carrier;
    JdbcRows mine = rows;
    if (mine == null || mine.isOpen() || !known) {
      mine = new JdbcRows();
      rows = mine;
    }
    fresh = false;
    mine.open(known ? resultSet : null, query, nanos);
    return mine;
  }

  /** The rows of the latest result set, or null. */
  @Nullable JdbcRows rows() {
    return rows;
  }
}
