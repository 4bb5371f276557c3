package dev.sonde.exporters.db;

/** Which parameters of a statement may be told, as far as its text says what they are for. */
final class SqlParameters {

  private final Redaction redaction;

  /** By place, from 0. */
  private final boolean[] told;

  /** How many parameters the text has, or may have. */
  private final int count;

  /** Whether nothing may be told, whatever it is for. */
  private final boolean hidden;

  SqlParameters(Redaction redaction, boolean[] told, int count, boolean hidden) {
    this.redaction = redaction;
    this.told = told;
    this.count = count;
    this.hidden = hidden;
  }

  static SqlParameters of(String sql, Dialect dialect, Redaction redaction) {
    return redaction.isEmpty()
        ? new SqlParameters(redaction, new boolean[0], 0, false)
        : SqlRedactor.read(sql, dialect, redaction);
  }

  /**
   * Whether a parameter without a name may be told.
   *
   * @param highest how many parameters were set; where the text has fewer it was not understood
   */
  boolean tells(int place, int highest) {
    return redaction.isEmpty()
        || (!hidden && highest <= count && place < told.length && told[place]);
  }

  /** Whether one that is set by its name may be told. */
  boolean tells(String name) {
    int start = name.startsWith("@") || name.startsWith(":") ? 1 : 0;
    return redaction.isEmpty() || (!hidden && !redaction.hides(name, start, name.length()));
  }
}
