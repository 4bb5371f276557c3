package dev.sonde.exporters.db;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds a database's exception behind what an application failed with: databases quote in their
 * messages what they were given, and whoever wraps them repeats it.
 *
 * <p>It goes by the names of the classes, which need not be there.
 */
public final class DatabaseFailures {

  /** What databases' exceptions are, or are more of. */
  private static final Set<String> EXCEPTIONS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "java.sql.SQLException",
                  "redis.clients.jedis.exceptions.JedisException",
                  "io.lettuce.core.RedisException",
                  "org.redisson.client.RedisException")));

  /** So many exceptions are looked at: who has more of them, or a circle, may have anything. */
  private static final int MOST = 256;

  private int left = MOST;

  private DatabaseFailures() {}

  /**
   * Whether an exception, one that caused it or one that was suppressed for it is a database's, as
   * far as can be seen: what can't be seen to its end may be.
   */
  public static boolean mayBeBehind(Throwable thrown) {
    try {
      return new DatabaseFailures().find(thrown);
    } catch (Throwable e) {
      return true; // An application's own getCause may throw whatever it likes.
    }
  }

  private boolean find(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (left-- == 0 || isDatabases(each)) {
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

  private static boolean isDatabases(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (EXCEPTIONS.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
