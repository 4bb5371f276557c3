package dev.sonde.exporters.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a command that failed is told to have failed with. */
final class RedisErrors {

  private static final int LONGEST = 32;

  /** The code of servers older than codes, and of replies that have none. */
  private static final String GENERIC = "ERR";

  private RedisErrors() {}

  /**
   * The code that an error reply begins with, {@code WRONGTYPE} for one. No code has digits: what
   * does is what a script was given.
   */
  static String code(String reply) {
    int end = 0;
    while (end < reply.length() && isPart(reply.charAt(end))) {
      end++;
    }
    boolean isCode =
        end > 0 && end <= LONGEST && (end == reply.length() || reply.charAt(end) == ' ');
    return isCode ? reply.substring(0, end) : GENERIC;
  }

  private static boolean isPart(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }

  /**
   * What is behind a client's exception: a client has one for all that can happen to a connection,
   * the JDK has one for each.
   */
  static Throwable behind(Throwable thrown) {
    try {
      Throwable cause = connectionFailure(thrown.getCause());
      if (cause != null) {
        return cause;
      }
      for (Throwable suppressed : thrown.getSuppressed()) {
        Throwable one = connectionFailure(suppressed);
        one = one == null ? connectionFailure(suppressed.getCause()) : one;
        if (one != null) {
          return one;
        }
      }
    } catch (RuntimeException | LinkageError e) {
      // An exception's own methods may throw whatever they like.
    }
    return thrown;
  }

  private static @Nullable Throwable connectionFailure(@Nullable Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 8; depth++) {
      if (each instanceof IOException) {
        return each;
      }
      each = each.getCause();
    }
    return null;
  }
}
