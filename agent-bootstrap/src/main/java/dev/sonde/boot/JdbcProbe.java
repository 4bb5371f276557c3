package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * Called by woven JDBC drivers.
 *
 * <pre>{@code
 * JdbcCall call = JdbcProbe.execute(statement, sql);      // null: nothing to measure
 * ...
 * JdbcProbe.executed(call, statement, thrown, result);
 * }</pre>
 *
 * <p>Whatever a driver calls of its own while it executes is part of that execution.
 */
public final class JdbcProbe {

  /** Of an execution that did not tell how many rows it changed. */
  public static final long UNTOLD = -1;

  private static final int NO_BATCH = -1;

  private static volatile @Nullable JdbcRecorder recorder;

  private static volatile @Nullable DataSourceReader reader;

  private JdbcProbe() {}

  /** Asks data sources for what they know. */
  public interface DataSourceReader {

    /** The URL of what a driver's data source opens; null where it does not tell. */
    @Nullable String url(Object dataSource);
  }

  public static void installReader(@Nullable DataSourceReader newReader) {
    reader = newReader;
  }

  /** Switches measuring on, or off with null. */
  public static void install(@Nullable JdbcRecorder newRecorder) {
    recorder = newRecorder;
  }

  /**
   * A driver is about to open a connection. The statements by which it sets that up are its own.
   *
   * @return null where that is part of another call
   */
  public static @Nullable JdbcCall connect(Object driver) {
    JdbcCall call = recorder == null ? null : JdbcCall.of(Current.cell());
    return call != null && call.block(driver) ? call : null;
  }

  /** A driver has opened a connection for a URL, or failed to. */
  public static void connected(
      @Nullable JdbcCall call, Object driver, @Nullable Object connection, @Nullable String url) {
    if (call != null) {
      call.unblock(driver);
    }
    JdbcRecorder current = recorder;
    if (current != null && url != null && connection != null && isUnknown(connection)) {
      Carried.put(connection, new JdbcConnection(current.database(url), false));
    }
  }

  /** Whether a driver's own connection leads nobody knows where. */
  private static boolean isUnknown(Object connection) {
    if (!(connection instanceof Carrier) || isProxy(connection)) {
      return false;
    }
    Object carried = Carried.get(connection);
    return !(carried instanceof JdbcConnection) || ((JdbcConnection) carried).guessed;
  }

  /** A proxy of a connection may have all its interfaces: it would hand on what it is asked. */
  private static boolean isProxy(Object connection) {
    Class<?> parent = connection.getClass().getSuperclass();
    return parent != null && parent.getName().equals("java.lang.reflect.Proxy");
  }

  /** A data source has opened a connection; a driver's may do so without a URL. */
  public static void obtained(Object dataSource, @Nullable Object connection) {
    JdbcRecorder current = recorder;
    if (current != null && connection != null && isUnknown(connection)) {
      DataSourceReader reading = reader;
      String url = reading == null ? null : reading.url(dataSource);
      JdbcDatabase database =
          url == null ? current.databaseOf(connection.getClass()) : current.database(url);
      Carried.put(connection, new JdbcConnection(database, url == null));
    }
  }

  /** The text to give to the driver instead of the application's. */
  public static @Nullable String commented(@Nullable String sql) {
    JdbcRecorder current = recorder;
    return current == null || !current.comments() ? sql : current.commented(Current.cell(), sql);
  }

  /** A connection has made a statement; {@code sql} is null for one that is not prepared. */
  public static void made(Object connection, @Nullable Object statement, @Nullable String sql) {
    JdbcRecorder current = recorder;
    if (current == null || statement == null || Carried.get(statement) != null) {
      return;
    }
    Carried.put(statement, new JdbcStatement(connection(current, connection), sql));
  }

  private static JdbcConnection connection(JdbcRecorder current, Object connection) {
    Object carried = Carried.get(connection);
    if (carried instanceof JdbcConnection) {
      return (JdbcConnection) carried;
    }
    JdbcConnection fresh = new JdbcConnection(current.databaseOf(connection.getClass()), true);
    Carried.put(connection, fresh);
    return fresh;
  }

  /** A statement is about to be executed; {@code sql} is null for what was prepared. */
  public static @Nullable JdbcCall execute(Object statement, @Nullable String sql) {
    JdbcRecorder current = recorder;
    if (current == null) {
      return null;
    }
    JdbcCall call = JdbcCall.of(Current.cell());
    if (isInside(current, call, statement)) {
      return null;
    }
    JdbcStatement state = state(current, statement);
    closeRows(state);
    call.begin(current, statement, state, state.connection, state.query(current, sql), NO_BATCH);
    return call;
  }

  /**
   * A parameter of a prepared statement is about to be set.
   *
   * @return null where nobody wants to know, or that is part of setting another one
   */
  public static @Nullable JdbcValues set(Object statement) {
    JdbcRecorder current = recorder;
    if (current == null || !current.tellsParameters()) {
      return null;
    }
    JdbcValues values = state(current, statement).values(current);
    return values.beginSetting() ? values : null;
  }

  /** No parameter is set any more. */
  public static void clearedParameters(Object statement) {
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement) {
      ((JdbcStatement) carried).forgetValues();
    }
  }

  /** A batch is about to be executed. */
  public static @Nullable JdbcCall executeBatch(Object statement) {
    JdbcRecorder current = recorder;
    if (current == null) {
      return null;
    }
    JdbcCall call = JdbcCall.of(Current.cell());
    if (isInside(current, call, statement)) {
      return null;
    }
    JdbcStatement state = state(current, statement);
    if (state.batchSize() == 0) {
      return null;
    }
    closeRows(state);
    call.begin(
        current, statement, state, state.connection, state.batchQuery(current), state.batchSize());
    state.clearBatch();
    return call;
  }

  /** Whether what a thread is about to do is part of what it does already, or nothing to count. */
  private static boolean isInside(JdbcRecorder current, JdbcCall call, Object target) {
    Object outer = call.target();
    if (outer != null) {
      if (call.isOf(target)
          || JdbcWrappers.areOfOneLibrary(outer.getClass(), target.getClass())
          || current.isDriver(outer.getClass())) {
        return true;
      }
      JdbcWrappers.add(outer.getClass());
      call.undo();
    }
    return JdbcWrappers.includes(target.getClass());
  }

  private static JdbcStatement state(JdbcRecorder current, Object statement) {
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement) {
      return (JdbcStatement) carried;
    }
    JdbcDatabase database = current.databaseOf(statement.getClass());
    JdbcStatement fresh = new JdbcStatement(new JdbcConnection(database, true), null);
    Carried.put(statement, fresh);
    return fresh;
  }

  /**
   * Something is about to be added to a statement's batch.
   *
   * @return null where that is part of another addition
   */
  public static @Nullable Object addToBatch(Object statement) {
    JdbcRecorder current = recorder;
    JdbcStatement state = current == null ? null : state(current, statement);
    return state != null && state.beginAdding() ? state : null;
  }

  /** It was added, or refused; {@code sql} is null for what was prepared. */
  public static void addedToBatch(
      Object adding, @Nullable String sql, @Nullable Throwable refused) {
    ((JdbcStatement) adding).endAdding(refused == null, sql);
  }

  public static void clearedBatch(Object statement) {
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement) {
      ((JdbcStatement) carried).clearBatch();
    }
  }

  /** An execution has returned or thrown. */
  public static void executed(
      JdbcCall call, Object statement, @Nullable Throwable thrown, long affectedRows) {
    if (call.isOf(statement)) {
      JdbcConnection connection = call.connection();
      if (connection != null) {
        connection.begins(call.startNanos());
      }
      call.end(thrown, affectedRows);
    }
  }

  /** The same for an execution that returns a result set, which is read from now on. */
  public static void executed(
      JdbcCall call, Object statement, @Nullable Throwable thrown, @Nullable Object resultSet) {
    if (!call.isOf(statement)) {
      return;
    }
    JdbcStatement state = call.statement();
    JdbcQuery query = call.query();
    executed(call, statement, thrown, UNTOLD);
    if (resultSet != null && state != null && query != null && query.recorder.measuresRows()) {
      Carried.put(resultSet, state.openRows(statement, resultSet, query, call.endNanos()));
    }
  }

  /** The same for a batch; what a statement did not tell, or failed to do, counts nothing. */
  public static void executed(
      JdbcCall call, Object statement, @Nullable Throwable thrown, int @Nullable [] affected) {
    long sum = 0;
    if (affected != null) {
      for (int rows : affected) {
        sum += Math.max(0, rows);
      }
    }
    executed(call, statement, thrown, affected == null ? UNTOLD : sum);
  }

  /** The same for a large batch. */
  public static void executed(
      JdbcCall call, Object statement, @Nullable Throwable thrown, long @Nullable [] affected) {
    long sum = 0;
    if (affected != null) {
      for (long rows : affected) {
        sum += Math.max(0, rows);
      }
    }
    executed(call, statement, thrown, affected == null ? UNTOLD : sum);
  }

  /**
   * A statement is about to give out the result set that it has. What it asks other statements for
   * that, or itself, is part of it: it may hand on another one's, or wrap its own.
   *
   * @return null where nothing is measured, or that is part of another call
   */
  public static @Nullable JdbcCall give(Object statement) {
    JdbcRecorder current = recorder;
    if (current == null || !current.measuresRows()) {
      return null;
    }
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement && ((JdbcStatement) carried).lastQuery() != null) {
      JdbcCall call = JdbcCall.of(Current.cell());
      return call.block(statement) ? call : null;
    }
    return null;
  }

  /** It has; or has none, or failed. Asked again it gives out the same one. */
  public static void gave(JdbcCall call, Object statement, @Nullable Object resultSet) {
    call.unblock(statement);
    Object carried = Carried.get(statement);
    if (resultSet != null && carried instanceof JdbcStatement) {
      JdbcStatement state = (JdbcStatement) carried;
      JdbcQuery query = state.lastQuery();
      if (query != null && state.isFresh()) {
        Carried.put(resultSet, state.openRows(statement, resultSet, query, System.nanoTime()));
      }
    }
  }

  /** A statement has gone on to its next result. */
  public static void wentOn(Object statement) {
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement) {
      ((JdbcStatement) carried).goOn();
    }
  }

  /**
   * A result set is about to move to its next row.
   *
   * @return null where nobody counts, or that is part of another move
   */
  public static @Nullable JdbcRows next(Object resultSet) {
    Object carried = Carried.get(resultSet);
    if (carried instanceof JdbcRows) {
      JdbcRows rows = (JdbcRows) carried;
      return rows.isOf(resultSet) && rows.beginMove() ? rows : null;
    }
    return null;
  }

  /** A result set is closed. */
  public static void closedRows(Object resultSet) {
    Object carried = Carried.get(resultSet);
    if (carried instanceof JdbcRows && ((JdbcRows) carried).isOf(resultSet)) {
      close((JdbcRows) carried);
    }
  }

  /** A statement is closed, and its result set with it. */
  public static void closed(Object statement) {
    Object carried = Carried.get(statement);
    if (carried instanceof JdbcStatement) {
      closeRows((JdbcStatement) carried);
      ((JdbcStatement) carried).forgetValues();
    }
  }

  private static void closeRows(JdbcStatement statement) {
    JdbcRows rows = statement.rows();
    if (rows != null && rows.isOpen()) {
      close(rows);
    }
  }

  private static void close(JdbcRows rows) {
    JdbcQuery query = rows.close();
    if (query != null) {
      query.recorder.rows(query, rows.count(), System.nanoTime() - rows.openedAt());
    }
  }

  /**
   * A connection is about to be told whether each statement is a transaction of its own. A commit
   * that this makes is the driver's.
   */
  public static @Nullable JdbcCall changeAutoCommit(Object connection) {
    JdbcCall call = recorder == null ? null : JdbcCall.of(Current.cell());
    return call != null && call.block(connection) ? call : null;
  }

  /** It was told, or refused. */
  public static void changedAutoCommit(
      @Nullable JdbcCall call, Object connection, boolean on, @Nullable Throwable refused) {
    if (call != null) {
      call.unblock(connection);
    }
    JdbcRecorder current = recorder;
    if (current != null && refused == null) {
      connection(current, connection).manual(!on);
    }
  }

  /**
   * A transaction is about to end. Where no statement was executed since the last one ended there
   * is none to end.
   */
  public static @Nullable JdbcCall endTransaction(Object connection, boolean committed) {
    JdbcRecorder current = recorder;
    if (current == null) {
      return null;
    }
    JdbcCall call = JdbcCall.of(Current.cell());
    if (isInside(current, call, connection)) {
      return null;
    }
    JdbcConnection state = connection(current, connection);
    if (!state.isUnfinished()) {
      return null;
    }
    call.begin(
        current,
        connection,
        null,
        state,
        current.transactionEnd(state.database, committed),
        NO_BATCH);
    return call;
  }

  /** A transaction has ended, or failed to. */
  public static void endedTransaction(
      JdbcCall call, Object connection, boolean committed, @Nullable Throwable thrown) {
    if (!call.isOf(connection)) {
      return;
    }
    JdbcConnection state = call.connection();
    JdbcRecorder measuring = recorder;
    call.end(thrown, UNTOLD);
    long start = state == null ? 0 : state.endTransaction();
    if (state != null && start != 0 && measuring != null && thrown == null) {
      measuring.transaction(state.database, committed, call.endNanos() - start);
    }
  }
}
