package dev.sonde.exporters.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a database calls a failure. */
final class SqlErrors {

  private SqlErrors() {}

  /**
   * The vendor's own number where the conventions want that, the SQLState elsewhere; null for a
   * failure that has none. A driver whose exception can't be asked has none.
   */
  static @Nullable String statusCode(Throwable thrown, String system) {
    if (!(thrown instanceof SQLException)) {
      return null;
    }
    try {
      SQLException failure = (SQLException) thrown;
      return code(failure, system);
    } catch (RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static @Nullable String code(SQLException failure, String system) {
    switch (system) {
      case "mysql":
      case "mariadb":
      case "microsoft.sql_server":
      case "oracle.db":
        int number = failure.getErrorCode();
        return number == 0 ? state(failure) : Integer.toString(number);
      default:
        return state(failure);
    }
  }

  private static @Nullable String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.isEmpty() || state.length() > 16 ? null : state;
  }
}
