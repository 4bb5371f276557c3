package dev.sonde.exporters.operations;

import java.math.BigDecimal;

/** Expressions as the definitions write them, with single quotes and a few abbreviations. */
final class Promql {

  private Promql() {}

  /** As Prometheus' own documents write it. */
  static String of(String expression) {
    return expression.replace('\'', '"');
  }

  /**
   * For a board: {@code %target} stands for the chosen jobs and instances, {@code %job} for the
   * chosen jobs.
   */
  static String ofBoard(String expression) {
    return of(expression.strip())
        .replace("%target", "job=~\"$job\",instance=~\"$instance\"")
        .replace("%job", "job=~\"$job\"");
  }

  /** Without an exponent or a needless zero. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
