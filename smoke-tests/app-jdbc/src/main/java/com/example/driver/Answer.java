package com.example.driver;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** What the driver makes of a statement: two rows, or a count, or an error. */
final class Answer {

  static final Answer NONE = new Answer(false, -1);

  private static final Answer ROWS = new Answer(true, -1);
  private static final Answer CHANGED = new Answer(false, 1);
  private static final Answer DONE = new Answer(false, 0);

  private final boolean rows;
  private final int count;

  private Answer(boolean rows, int count) {
    this.rows = rows;
    this.count = count;
  }

  static Answer to(String sql) throws SQLException {
    if (sql == null) {
      throw new SQLException("There is no SQL", "22004", 7);
    }
    String verb = sql.trim().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "SELECT":
        return ROWS;
      case "INSERT":
      case "UPDATE":
      case "DELETE":
        return CHANGED;
      case "CREATE":
      case "DROP":
        return DONE;
      default:
        throw new SQLSyntaxErrorException("What is this: " + sql, "42000", 42);
    }
  }

  static int[] toAll(List<String> batch) throws SQLException {
    int[] counts = new int[batch.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = to(batch.get(i)).updated();
    }
    return counts;
  }

  boolean hasRows() {
    return rows;
  }

  /** As a statement's count: -1 where there is none. */
  int count() {
    return count;
  }

  int updated() throws SQLException {
    if (rows) {
      throw new SQLException("There are rows", "02000", 2);
    }
    return count;
  }

  EchoResultSet rows(Statement statement) throws SQLException {
    if (!rows) {
      throw new SQLException("There are no rows", "02000", 2);
    }
    return resultSet(statement);
  }

  /** Null where there are no rows. */
  EchoResultSet resultSet(Statement statement) {
    return rows ? new EchoResultSet(statement) : null;
  }
}
