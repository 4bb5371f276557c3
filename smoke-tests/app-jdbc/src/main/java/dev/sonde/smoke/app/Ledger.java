package dev.sonde.smoke.app;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the application knows of its own database calls: what an observer has to report, no more and
 * no less. Each line is a kind, what it is about, and how much of it there was:
 *
 * <pre>
 * LEDGER operation|SELECT orders|-|- 12
 * LEDGER operation|INSERT orders|23505|23505 1
 * LEDGER operation|BATCH INSERT orders|-|- 1
 * LEDGER batch|INSERT orders|3 1
 * LEDGER result set|SELECT orders 12
 * LEDGER rows|SELECT orders 30
 * LEDGER affected|INSERT orders 4
 * LEDGER transaction|commit 2
 * </pre>
 *
 * <p>An operation has the SQLState and the vendor's code of what it threw. {@code maybe} is the
 * kind of an operation that needs not reach the driver: a pool can refuse it, for example.
 */
final class Ledger {

  private final Map<String, Long> entries = new TreeMap<>();

  void operation(String kind, String summary, Throwable thrown) {
    boolean unknown = thrown instanceof UnsupportedOperationException;
    add((unknown ? "unknown" : kind) + '|' + summary + '|' + outcome(thrown), 1);
  }

  private static String outcome(Throwable thrown) {
    if (thrown instanceof SQLException) {
      SQLException e = (SQLException) thrown;
      return e.getSQLState() + '|' + e.getErrorCode();
    }
    return thrown == null ? "-|-" : thrown.getClass().getName() + "|-";
  }

  void batch(String summary, int size) {
    add("batch|" + summary + '|' + size, 1);
  }

  void resultSet(String summary, long rows) {
    add("result set|" + summary, 1);
    add("rows|" + summary, rows);
  }

  void affected(String summary, long rows) {
    add("affected|" + summary, rows);
  }

  void transaction(String outcome) {
    add("transaction|" + outcome, 1);
  }

  private synchronized void add(String entry, long amount) {
    entries.merge(entry, amount, Long::sum);
  }

  synchronized void print(PrintStream out) {
    entries.forEach((entry, amount) -> out.println("LEDGER " + entry + ' ' + amount));
  }
}
