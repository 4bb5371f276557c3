package dev.sonde.exporters.db;

import dev.sonde.boot.Context;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database which trace a statement belongs to: {@code /*traceparent='00-…-01'*}{@code /}.
 */
final class SqlComment {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private SqlComment() {}

  /**
   * The text with the comment at its end; as it is where a comment is in it or there is no trace.
   */
  static @Nullable String added(@Nullable String sql, @Nullable Context context) {
    if (sql == null || sql.isEmpty() || context == null || !context.hasTrace()) {
      return sql;
    }
    if (sql.contains("/*") || sql.contains("--") || sql.indexOf('#') >= 0) {
      return sql;
    }
    StringBuilder text = new StringBuilder(sql.length() + 80).append(sql);
    text.append(" /*traceparent='00-").append(context.traceIdText()).append('-');
    for (int shift = 60; shift >= 0; shift -= 4) {
      text.append(HEX[(int) (context.spanId >>> shift) & 15]);
    }
    return text.append(context.sampled ? "-01'*/" : "-00'*/").toString();
  }
}
