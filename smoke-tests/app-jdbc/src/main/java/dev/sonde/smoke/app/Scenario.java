package dev.sonde.smoke.app;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;

/**
 * What applications do with a database, once each, on any database. All that can be seen of it,
 * results, counts, warnings and exceptions, is printed, and what an observer has to see is in the
 * ledger.
 *
 * <p>What is counted exactly is in the table {@code orders}. Result sets of which rows are read in
 * any order, changed, or not at all are of {@code stock}, and statements that may fail before
 * anyone has executed them are of {@code notes}. What nobody can read has an empty summary.
 */
final class Scenario {

  static final String TIME_OUT = "time-out";
  static final String CLOSED_CONNECTION = "closed connection";

  /** What nobody may see who watches the application. */
  private static final String SECRET = "hunter2-secret";

  private static final long CARD = 4111111111111111L;

  private static final String INSERT = "INSERT orders";
  private static final String SELECT = "SELECT orders";
  private static final String UPDATE = "UPDATE orders";
  private static final String DELETE = "DELETE orders";

  private static final String INSERT_SQL = "INSERT INTO orders (name, amount) VALUES (?, ?)";
  private static final String SELECT_SQL = "SELECT id, name FROM orders WHERE id < ? ORDER BY id";

  private static final String NO_NOTES = "SELECT id, name FROM notes WHERE id = -1";

  private final Dialect dialect;
  private final DataSource source;
  private final PrintStream out;
  private final List<String> leftOut;
  private final Ledger ledger = new Ledger();

  /** The only step to run; null for all. */
  private String only;

  Scenario(Dialect dialect, DataSource source, PrintStream out, String... leftOut) {
    this.dialect = dialect;
    this.source = source;
    this.out = out;
    this.leftOut = Arrays.asList(leftOut);
  }

  Scenario only(String step) {
    only = step;
    return this;
  }

  /** A part of the scenario, which may fail as a whole. */
  private interface Step {
    void run(Connection connection) throws Exception;
  }

  private interface Call<T> {
    T run() throws SQLException;
  }

  void run() {
    step("tables", this::tables);
    step("statement", this::statement);
    step("statement with generated keys", this::statementWithKeys);
    step("large update", this::largeUpdate);
    step("prepared statement", this::preparedStatement);
    step("prepared statement with generated keys", this::preparedStatementWithKeys);
    step("prepared large update", this::preparedLargeUpdate);
    step("call", this::call);
    step("parameters", this::parameters);
    step("batch of a prepared statement", this::preparedBatch);
    step("batch of statements", this::statementBatch);
    step("batch of one", this::batchOfOne);
    step("empty batch", this::emptyBatch);
    step("batch that fails", this::failingBatch);
    step("large batch", this::largeBatch);
    step("more results", this::moreResults);
    step("scrolling", this::scrolling);
    step("updatable", this::updatable);
    step("row set", this::rowSet);
    step("transaction", this::transaction);
    step("savepoint", this::savepoint);
    step("no SQL", this::noSql);
    step("bad SQL", this::badSql);
    step("bad prepared SQL", this::badPreparedSql);
    step("constraint", this::constraint);
    step("wrong kind", this::wrongKind);
    step("warning", this::warning);
    step("closed statement", this::closedStatement);
    step(CLOSED_CONNECTION, this::closedConnection);
    step("half read", this::halfRead);
    step("never closed", this::neverClosed);
    step("two threads", this::twoThreads);
    step("many times", this::manyTimes);
    step(TIME_OUT, this::timeOut);
    step("drop", this::drop);
    ledger.print(out);
  }

  private void tables(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      update(
          "CREATE TABLE orders",
          () ->
              s.executeUpdate(
                  "CREATE TABLE orders (id "
                      + dialect.identity
                      + ", name VARCHAR(100) NOT NULL, amount BIGINT)"));
      update(
          "CREATE TABLE sizes",
          () ->
              s.executeUpdate(
                  "CREATE TABLE sizes (id INT NOT NULL PRIMARY KEY, label VARCHAR(400),"
                      + " price DECIMAL(10, 2), since TIMESTAMP, secret_code VARCHAR(100))"));
      for (String table : new String[] {"stock", "notes"}) {
        String sql = "CREATE TABLE " + table + " (id INT NOT NULL PRIMARY KEY, name VARCHAR(100))";
        say("rows", execute("CREATE TABLE " + table, () -> s.execute(sql)));
        for (int i = 1; i <= 3; i++) {
          String insert = "INSERT INTO " + table + " VALUES (" + i + ", 'item " + i + "')";
          update("INSERT " + table, () -> s.executeUpdate(insert));
        }
      }
    }
  }

  private void statement(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      update(
          INSERT,
          () ->
              s.executeUpdate(
                  "INSERT INTO orders (name, amount) VALUES ('" + SECRET + "', " + CARD + ")"));
      query(
          SELECT,
          () ->
              s.executeQuery(
                  "SELECT id, name FROM orders /* " + SECRET + " */ WHERE amount = " + CARD));
      query(SELECT, () -> s.executeQuery("SELECT id, name FROM orders WHERE id = -1"));
      boolean rows = execute(SELECT, () -> s.execute("SELECT id, name FROM orders WHERE id < 100"));
      say("rows", rows);
      say("count", s.getUpdateCount());
      read(SELECT, s.getResultSet());
      say("more", s.getMoreResults() + " " + s.getUpdateCount());
      rows =
          execute(
              UPDATE,
              () -> s.execute("UPDATE orders SET amount = 1 WHERE name = '" + SECRET + "'"));
      say("rows", rows);
      affected(UPDATE, s.getUpdateCount());
      say("more", s.getMoreResults() + " " + s.getUpdateCount());
      say("warnings", s.getWarnings());
    }
  }

  private void statementWithKeys(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      String sql = "INSERT INTO orders (name, amount) VALUES ('keys', 2)";
      update(INSERT, () -> s.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
      keys(s.getGeneratedKeys());
    }
  }

  private void largeUpdate(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      String sql = "UPDATE orders SET amount = 3 WHERE id = 1";
      large(UPDATE, () -> s.executeLargeUpdate(sql));
    }
  }

  private void preparedStatement(Connection c) throws SQLException {
    try (PreparedStatement insert = c.prepareStatement(INSERT_SQL);
        PreparedStatement select = c.prepareStatement(SELECT_SQL)) {
      for (int i = 0; i < 3; i++) {
        insert.setString(1, SECRET + i);
        insert.setLong(2, CARD);
        update(INSERT, insert::executeUpdate);
      }
      insert.setString(1, "executed");
      insert.setLong(2, 5);
      say("rows", execute(INSERT, insert::execute));
      affected(INSERT, insert.getUpdateCount());
      select.setInt(1, 3);
      query(SELECT, select::executeQuery);
      select.setInt(1, 4);
      query(SELECT, select::executeQuery);
      select.setInt(1, 0);
      say("rows", execute(SELECT, select::execute));
      read(SELECT, select.getResultSet());
      say("warnings", select.getWarnings());
    }
  }

  private void preparedStatementWithKeys(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(INSERT_SQL, Statement.RETURN_GENERATED_KEYS)) {
      s.setString(1, "prepared keys");
      s.setLong(2, 6);
      update(INSERT, s::executeUpdate);
      keys(s.getGeneratedKeys());
    }
    try (PreparedStatement s = c.prepareStatement(INSERT_SQL, new String[] {"id"})) {
      s.setString(1, "named keys");
      s.setLong(2, 7);
      update(INSERT, s::executeUpdate);
      keys(s.getGeneratedKeys());
    }
  }

  private void preparedLargeUpdate(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(INSERT_SQL)) {
      s.setString(1, "large");
      s.setLong(2, CARD);
      large(INSERT, s::executeLargeUpdate);
    }
  }

  private void call(Connection c) throws SQLException {
    try (CallableStatement s = c.prepareCall(dialect.call)) {
      boolean returning = dialect.call.startsWith("{?");
      if (returning) {
        s.registerOutParameter(1, Types.VARCHAR);
      }
      s.setString(returning ? 2 : 1, SECRET);
      say("rows", execute(dialect.callSummary(), s::execute));
      if (returning) {
        say("returned", s.getString(1));
      }
    }
  }

  /** A statement that is used again and again, with some of its parameters set anew. */
  private void parameters(Connection c) throws SQLException {
    String insert =
        "INSERT INTO sizes (id, label, price, since, secret_code) VALUES (?, ?, ?, ?, ?)";
    try (PreparedStatement s = c.prepareStatement(insert)) {
      s.setInt(1, 1);
      s.setString(2, "large");
      s.setBigDecimal(3, new BigDecimal("9.90"));
      s.setTimestamp(4, Timestamp.valueOf("2024-02-29 12:30:00"));
      s.setString(5, SECRET);
      update("INSERT sizes", s::executeUpdate);
      s.setLong(1, 2);
      s.setNull(3, Types.DECIMAL);
      update("INSERT sizes", s::executeUpdate);
      s.clearParameters();
      s.setObject(1, 3, Types.INTEGER);
      s.setString(2, String.join("", Collections.nCopies(300, "x")));
      s.setObject(3, new BigDecimal("1E+1"));
      s.setNull(4, Types.TIMESTAMP);
      s.setString(5, null);
      update("INSERT sizes", s::executeUpdate);
      s.setInt(1, 4);
      s.addBatch();
      batch("INSERT sizes", 1, s::executeBatch);
    }
    String select = "SELECT id, price FROM sizes WHERE id IN (?, ?) AND secret_code <> ?";
    try (PreparedStatement s = c.prepareStatement(select)) {
      s.setInt(1, 1);
      s.setShort(2, (short) 2);
      s.setString(3, "hunter2");
      query("SELECT sizes", s::executeQuery);
    }
    attempt("parameter with a name", () -> parameterWithName(c));
  }

  private Object parameterWithName(Connection c) throws SQLException {
    try (CallableStatement s = c.prepareCall("SELECT id, price FROM sizes WHERE id > ?")) {
      s.setInt("ID", 2);
      query("SELECT sizes", s::executeQuery);
    }
    return "set";
  }

  private void preparedBatch(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(INSERT_SQL)) {
      for (int i = 0; i < 3; i++) {
        s.setString(1, "batch " + i);
        s.setLong(2, CARD);
        s.addBatch();
      }
      batch(INSERT, 3, s::executeBatch);
      s.setString(1, "after the batch");
      s.setLong(2, 8);
      update(INSERT, s::executeUpdate);
    }
  }

  private void statementBatch(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      s.addBatch("INSERT INTO orders (name, amount) VALUES ('" + SECRET + "', 9)");
      s.addBatch("UPDATE orders SET amount = 10 WHERE amount = 9");
      s.addBatch("DELETE FROM orders WHERE amount = 10");
      batch("", 3, s::executeBatch);
      s.addBatch("DELETE FROM orders WHERE amount = 11");
      s.addBatch("DELETE FROM orders WHERE amount = 12");
      batch(DELETE, 2, s::executeBatch);
      s.addBatch("DELETE FROM orders WHERE amount = 13");
      s.clearBatch();
      s.addBatch("UPDATE orders SET amount = 14 WHERE id = -1");
      s.addBatch("UPDATE orders SET amount = 15 WHERE id = -1");
      batch(UPDATE, 2, s::executeBatch);
    }
  }

  private void batchOfOne(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(INSERT_SQL)) {
      s.setString(1, "batch of one");
      s.setLong(2, 16);
      s.addBatch();
      batch(INSERT, 1, s::executeBatch);
    }
  }

  private void emptyBatch(Connection c) throws SQLException {
    try (PreparedStatement prepared = c.prepareStatement("INSERT INTO notes VALUES (?, ?)");
        Statement s = c.createStatement()) {
      attempt("prepared", () -> maybe("", () -> Arrays.toString(prepared.executeBatch())));
      attempt("statement", () -> maybe("", () -> Arrays.toString(s.executeBatch())));
    }
  }

  private void failingBatch(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
      for (int id : new int[] {21, 1, 22}) {
        s.setInt(1, id);
        s.setString(2, SECRET);
        s.addBatch();
      }
      batch("INSERT notes", 3, s::executeBatch);
    }
  }

  private void largeBatch(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
      for (int id = 31; id < 34; id++) {
        s.setInt(1, id);
        s.setString(2, SECRET);
        s.addBatch();
      }
      say("counts", Arrays.toString(maybe("INSERT notes", s::executeLargeBatch)));
    }
  }

  private void moreResults(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      String sql = "SELECT id, name FROM stock WHERE id = 1; SELECT id, name FROM stock";
      boolean rows = execute("SELECT stock SELECT stock", () -> s.execute(sql));
      for (int i = 0; i < 5 && (rows || s.getUpdateCount() != -1); i++) {
        if (rows) {
          read("SELECT stock SELECT stock", s.getResultSet());
        } else {
          say("count", s.getUpdateCount());
        }
        rows = s.getMoreResults();
        say("more", rows);
      }
    }
  }

  private void scrolling(Connection c) throws SQLException {
    try (Statement s =
            c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows =
            operation(
                "SELECT stock", () -> s.executeQuery("SELECT id, name FROM stock ORDER BY id"))) {
      say("last", rows.last() + " " + rows.getRow() + " " + rows.getString(2));
      say("first", rows.first() + " " + rows.getString(2));
      say("absolute", rows.absolute(2) + " " + rows.getString(2));
      say("relative", rows.relative(1) + " " + rows.getString(2));
      say("previous", rows.previous() + " " + rows.getString(2));
      rows.beforeFirst();
      say("next", rows.next() + " " + rows.getString(2));
      rows.afterLast();
      say("after", rows.isAfterLast() + " " + rows.previous());
    }
  }

  private void updatable(Connection c) throws SQLException {
    try (Statement s =
        c.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      try (ResultSet rows =
          operation("SELECT stock", () -> s.executeQuery("SELECT id, name FROM stock"))) {
        say("next", rows.next());
        rows.updateString(2, SECRET);
        rows.updateRow();
        say("updated", rows.getString(2));
        rows.moveToInsertRow();
        rows.updateInt(1, 41);
        rows.updateString(2, "inserted");
        rows.insertRow();
        rows.moveToCurrentRow();
        say("next", rows.next());
        rows.deleteRow();
      }
      query("SELECT stock", () -> s.executeQuery("SELECT id, name FROM stock ORDER BY id"));
    }
  }

  private void rowSet(Connection c) throws SQLException {
    try (CachedRowSet rows = RowSetProvider.newFactory().createCachedRowSet()) {
      rows.setCommand("SELECT id, name FROM orders WHERE id < 4 ORDER BY id");
      // Where it fails, it does so before it executes anything.
      rows.execute(c);
      ledger.operation("operation", SELECT, null);
      // Some row sets commit after that, some drivers refuse it.
      ledger.operation("maybe", "COMMIT", null);
      int size = 0;
      while (rows.next()) {
        say("row", rows.getString(1) + " " + rows.getString(2));
        size++;
      }
      ledger.resultSet(SELECT, size);
    }
  }

  private void transaction(Connection c) throws SQLException {
    c.setAutoCommit(false);
    try (Statement s = c.createStatement()) {
      update(INSERT, () -> s.executeUpdate("INSERT INTO orders (name, amount) VALUES ('a', 50)"));
      commit(c);
      update(INSERT, () -> s.executeUpdate("INSERT INTO orders (name, amount) VALUES ('b', 51)"));
      update(DELETE, () -> s.executeUpdate("DELETE FROM orders WHERE amount = 50"));
      rollback(c);
      query(
          SELECT, () -> s.executeQuery("SELECT amount, name FROM orders WHERE amount IN (50, 51)"));
      rollback(c);
    } finally {
      c.setAutoCommit(true);
    }
  }

  private void savepoint(Connection c) throws SQLException {
    c.setAutoCommit(false);
    try (Statement s = c.createStatement()) {
      update(UPDATE, () -> s.executeUpdate("UPDATE orders SET name = 'c' WHERE amount = 50"));
      try {
        Savepoint savepoint = c.setSavepoint("here");
        update(DELETE, () -> s.executeUpdate("DELETE FROM orders WHERE amount = 50"));
        c.rollback(savepoint);
        c.releaseSavepoint(c.setSavepoint("there"));
      } catch (SQLException e) {
        failed(e);
      }
      commit(c);
      query(SELECT, () -> s.executeQuery("SELECT amount, name FROM orders WHERE amount = 50"));
      commit(c);
    } finally {
      c.setAutoCommit(true);
    }
  }

  private void noSql(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      attempt("query", () -> maybe("", () -> s.executeQuery(null)));
      attempt("update", () -> maybe("", () -> s.executeUpdate(null)));
      attempt("execute", () -> maybe("", () -> s.execute(null)));
    }
    attempt("prepare", () -> c.prepareStatement(null));
    try (Statement s = c.createStatement()) {
      attempt("empty", () -> maybe("", () -> s.execute("")));
    }
  }

  private void badSql(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      String sql = "SELEKT '" + SECRET + "', " + CARD + " FROM orders";
      operation("", () -> s.executeQuery(sql));
    }
  }

  /** Some databases know that it is bad when it is prepared, others when it is executed. */
  private void badPreparedSql(Connection c) throws SQLException {
    try (PreparedStatement s = c.prepareStatement("SELEKT '" + SECRET + "' FROM notes")) {
      operation("", s::executeQuery);
    }
  }

  private void constraint(Connection c) throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement("INSERT INTO orders (id, name, amount) VALUES (1, ?, 0)")) {
      s.setString(1, SECRET);
      update(INSERT, s::executeUpdate);
    }
  }

  private void wrongKind(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      attempt(
          "query",
          () ->
              maybe(
                  "UPDATE notes",
                  () -> s.executeQuery("UPDATE notes SET name = 'x' WHERE id = -1")));
      attempt(
          "update",
          () ->
              maybe(
                  "SELECT notes",
                  () -> s.executeUpdate("SELECT id, name FROM notes WHERE id = -1")));
    }
  }

  private void warning(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      update("DROP TABLE missing", () -> s.executeUpdate("DROP TABLE IF EXISTS missing"));
      say("warnings", s.getWarnings());
    }
  }

  private void closedStatement(Connection c) throws SQLException {
    Statement s = c.createStatement();
    s.close();
    attempt("query", () -> readNothing(() -> s.executeQuery(NO_NOTES)));
  }

  private void closedConnection(Connection unused) throws SQLException {
    Connection c = source.getConnection();
    Statement s = c.createStatement();
    PreparedStatement prepared = c.prepareStatement(NO_NOTES);
    c.close();
    attempt("query", () -> readNothing(() -> s.executeQuery(NO_NOTES)));
    attempt("prepared query", () -> readNothing(prepared::executeQuery));
    attempt("statement", c::createStatement);
    attempt("again", () -> close(c));
  }

  /** A pool may still execute it, and then forget that it did. */
  private Object readNothing(Call<ResultSet> call) throws SQLException {
    maybe("SELECT notes", call).close();
    return "executed";
  }

  private static Object close(Connection c) throws SQLException {
    c.close();
    return "closed";
  }

  /** Its statement is closed instead. */
  private void halfRead(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      ResultSet rows =
          operation("SELECT stock", () -> s.executeQuery("SELECT id, name FROM stock"));
      say("next", rows.next());
    }
  }

  /** Read to its end, because some pools leave it open and it would lock the table. */
  private void neverClosed(Connection unused) throws SQLException {
    try (Connection c = source.getConnection()) {
      Statement s = c.createStatement();
      ResultSet rows =
          operation("SELECT stock", () -> s.executeQuery("SELECT id, name FROM stock"));
      say("rows", count(rows));
    }
  }

  private void twoThreads(Connection c) throws Exception {
    Throwable[] thrown = new Throwable[1];
    Thread other =
        new Thread(
            () -> {
              try {
                tenQueries(c);
              } catch (Throwable e) {
                thrown[0] = e;
              }
            });
    other.start();
    tenQueries(c);
    other.join();
    say("other", thrown[0]);
  }

  private void tenQueries(Connection c) throws SQLException {
    for (int i = 0; i < 10; i++) {
      try (Statement s = c.createStatement();
          ResultSet rows =
              operation(SELECT, () -> s.executeQuery("SELECT id, name FROM orders WHERE id = 1"))) {
        ledger.resultSet(SELECT, count(rows));
      }
    }
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  /** What a page does that reads each line of a list by a query of its own. */
  private void manyTimes(Connection c) throws SQLException {
    int all = 0;
    for (int i = 0; i < 25; i++) {
      try (PreparedStatement s =
          c.prepareStatement("SELECT name, amount FROM orders WHERE id = ?")) {
        s.setInt(1, i);
        try (ResultSet rows = operation(SELECT, s::executeQuery)) {
          int count = count(rows);
          all += count;
          ledger.resultSet(SELECT, count);
        }
      }
    }
    say("rows", all);
  }

  private void timeOut(Connection c) throws SQLException {
    if (dialect.slow != null) {
      try (Statement s = c.createStatement()) {
        s.setQueryTimeout(1);
        ResultSet rows = operation("SELECT", () -> s.executeQuery(dialect.slow));
        say("next", rows.next() + " " + rows.getString(1));
      }
    }
  }

  private void drop(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      for (String table : new String[] {"orders", "sizes", "stock", "notes"}) {
        update("DROP TABLE " + table, () -> s.executeUpdate("DROP TABLE " + table));
      }
    }
  }

  // How it is executed, entered into the ledger, and printed.

  private void step(String name, Step step) {
    if (leftOut.contains(name) || (only != null && !only.equals(name))) {
      return;
    }
    out.println("-- " + name);
    try (Connection connection = source.getConnection()) {
      step.run(connection);
    } catch (Throwable e) {
      failed(e);
    }
  }

  private <T> T operation(String summary, Call<T> call) throws SQLException {
    return operation("operation", summary, call);
  }

  private <T> T maybe(String summary, Call<T> call) throws SQLException {
    return operation("maybe", summary, call);
  }

  private <T> T operation(String kind, String summary, Call<T> call) throws SQLException {
    T result;
    try {
      result = call.run();
    } catch (Throwable e) {
      ledger.operation(kind, summary, e);
      throw e;
    }
    ledger.operation(kind, summary, null);
    return result;
  }

  private boolean execute(String summary, Call<Boolean> call) throws SQLException {
    return operation(summary, call);
  }

  private void query(String summary, Call<ResultSet> call) throws SQLException {
    read(summary, operation(summary, call));
  }

  private void read(String summary, ResultSet result) throws SQLException {
    int count = 0;
    try (ResultSet rows = result) {
      while (rows.next()) {
        say("row", rows.getString(1) + " " + rows.getString(2));
        count++;
      }
      say("warnings", rows.getWarnings());
    }
    ledger.resultSet(summary, count);
  }

  private void keys(ResultSet result) throws SQLException {
    try (ResultSet keys = result) {
      while (keys.next()) {
        say("key", keys.getString(1));
      }
    }
  }

  private void update(String summary, Call<Integer> call) throws SQLException {
    affected(summary, operation(summary, call));
  }

  private void large(String summary, Call<Long> call) throws SQLException {
    affected(summary, operation(summary, call));
  }

  private void affected(String summary, long count) {
    say("count", count);
    ledger.affected(summary, count);
  }

  private void batch(String summary, int size, Call<int[]> call) throws SQLException {
    ledger.batch(summary, size);
    int[] counts = operation(size > 1 ? ("BATCH " + summary).trim() : summary, call);
    say("counts", Arrays.toString(counts));
    for (int count : counts) {
      ledger.affected(summary, Math.max(0, count));
    }
  }

  private void commit(Connection c) throws SQLException {
    c.commit();
    ledger.transaction("commit");
  }

  private void rollback(Connection c) throws SQLException {
    c.rollback();
    ledger.transaction("rollback");
  }

  /** Goes on after a failure. */
  private void attempt(String name, Call<?> call) {
    try {
      say(name, call.run());
    } catch (Throwable e) {
      say(name, "failed");
      failed(e);
    }
  }

  private void say(String name, Object what) {
    String text =
        what instanceof SQLWarning
            ? text((SQLWarning) what)
            : what instanceof AutoCloseable ? "there" : String.valueOf(what);
    out.println(name + ": " + text);
  }

  private void failed(Throwable thrown) {
    out.println("thrown: " + text(thrown));
    if (thrown instanceof BatchUpdateException) {
      say("counts", Arrays.toString(((BatchUpdateException) thrown).getUpdateCounts()));
    }
    Throwable next =
        thrown instanceof SQLException ? ((SQLException) thrown).getNextException() : null;
    for (int i = 0; i < 10 && next != null; i++) {
      out.println("next: " + text(next));
      next = next instanceof SQLException ? ((SQLException) next).getNextException() : null;
    }
    Throwable cause = thrown.getCause();
    for (int i = 0; i < 10 && cause != null; i++) {
      out.println("cause: " + text(cause));
      cause = cause.getCause();
    }
  }

  /**
   * Without what is different in each run: numbers of connections, names of indexes, identities.
   */
  private static String text(Throwable thrown) {
    String state = "";
    if (thrown instanceof SQLException) {
      SQLException e = (SQLException) thrown;
      state = " (" + e.getSQLState() + ", " + e.getErrorCode() + ")";
    }
    return (thrown.getClass().getName() + state + " " + thrown.getMessage())
        .replaceAll("conn=\\d+", "conn=n")
        .replaceAll("SQL\\d{10}-[0-9a-f-]+", "SQLn")
        .replaceAll("@[0-9a-f]{5,8}\\b", "@n")
        .replaceAll("\\R", "\\\\n");
  }
}
