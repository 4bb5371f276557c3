package dev.sonde.exporters.db;

/**
 * Finds a database's exception behind what an application failed with: databases quote in their
 * messages what they were given, and whoever wraps them repeats it.
 *
 * <p>It goes by the names of the classes, for {@code java.sql} need not be there.
 */
public final class SqlFailures {

  private static final String SQL_EXCEPTION = "java.sql.SQLException";

  /** So many exceptions are looked at: who has more of them, or a circle, may have anything. */
  private static final int MOST = 256;

  private int left = MOST;

  private SqlFailures() {}

  /**
   * Whether an exception, one that caused it or one that was suppressed for it is a database's, as
   * far as can be seen: what can't be seen to its end may be.
   */
  public static boolean mayBeBehind(Throwable thrown) {
    try {
      return new SqlFailures().find(thrown);
    } catch (Throwable e) {
      return true; // An application's own getCause may throw whatever it likes.
    }
  }

  private boolean find(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (left-- == 0 || isSqlException(each)) {
        return true;
      }
      for (Throwable suppressed : each.getSuppressed()) {
        if (find(suppressed)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSqlException(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(SQL_EXCEPTION)) {
        return true;
      }
    }
    return false;
  }
}
