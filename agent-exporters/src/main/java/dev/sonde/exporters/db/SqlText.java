package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/**
 * What a query's text tells: the text without its literals, and what it does to what.
 *
 * <pre>{@code
 * SELECT * FROM orders o JOIN lines l ON … WHERE o.id IN (1, 2)     db.query.text …WHERE o.id IN (?)
 *                                                                   db.query.summary SELECT orders lines
 * }</pre>
 */
public final class SqlText {

  /** The characters that a text has at most. */
  static final int MOST = 4096;

  /** The characters of a query that are read; its end can't add to the text or the summary much. */
  static final int READ = 1 << 16;

  private static final String BATCH = "BATCH ";

  private static final SqlText NONE = new SqlText("", new SqlSummary(), false);

  private final String text;
  private final String summary;
  private final @Nullable String operation;
  private final @Nullable String collection;
  private final @Nullable String procedure;
  private final boolean commented;

  private SqlText(SqlText other, String summary) {
    this.text = other.text;
    this.summary = summary;
    this.operation = other.operation;
    this.collection = other.collection;
    this.procedure = other.procedure;
    this.commented = other.commented;
  }

  private SqlText(String text, SqlSummary summary, boolean commented) {
    this.text = text;
    this.summary = summary.toString();
    this.operation = summary.operation();
    this.collection = summary.collection();
    this.procedure = summary.procedure();
    this.commented = commented;
  }

  /** The same query, executed several times at once. */
  private SqlText(SqlText one) {
    this.text = one.text;
    this.summary = one.summary.isEmpty() ? "BATCH" : BATCH + one.summary;
    this.operation = one.operation == null ? null : BATCH + one.operation;
    this.collection = one.collection;
    this.procedure = one.procedure;
    this.commented = one.commented;
  }

  static SqlText of(@Nullable String sql, Dialect dialect) {
    return of(sql, dialect, MOST);
  }

  static SqlText of(@Nullable String sql, Dialect dialect, int most) {
    return sql == null ? NONE : read(sql, dialect, Math.max(0, most));
  }

  /** Reads any characters, so that a test can count them. */
  static SqlText read(CharSequence sql, Dialect dialect, int most) {
    SqlScanner scanner = new SqlScanner(sql, Math.min(sql.length(), READ), dialect);
    SqlSanitizer sanitizer = new SqlSanitizer(sql, most, dialect);
    SqlSummarizer summarizer = new SqlSummarizer(sql);
    boolean commented = sql.length() > READ;
    boolean password = false;
    int kind = scanner.next();
    while (kind != SqlScanner.END) {
      int start = scanner.start();
      int end = scanner.end();
      String word = kind == SqlScanner.WORD ? SqlKeywords.of(sql, start, end) : null;
      commented |= kind == SqlScanner.COMMENT || kind == SqlScanner.HIDDEN;
      if (!password && !sanitizer.isFull()) {
        password = sanitizer.add(kind, start, end, word);
        if (password) {
          sanitizer.hideRest();
        }
      }
      if (!password && !summarizer.isDone()) {
        summarizer.add(kind, start, end, word);
      }
      kind = scanner.next();
    }
    return new SqlText(sanitizer.toString(), summarizer.end(), commented);
  }

  /** The same text with another summary. */
  SqlText summarised(String as) {
    return new SqlText(this, as);
  }

  /** The text of a batch of the query. */
  SqlText batch() {
    return new SqlText(this);
  }

  /**
   * Texts that differ in values alone are equal, whenever and by whichever thread they were read.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SqlText)) {
      return false;
    }
    SqlText that = (SqlText) other;
    return hashCode() == that.hashCode() && text.equals(that.text) && summary.equals(that.summary);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@code db.query.text}. */
  public String text() {
    return text;
  }

  /** {@code db.query.summary}, empty where nothing is known. */
  public String summary() {
    return summary;
  }

  /** {@code db.operation.name} in capitals, or null where the statements differ in it. */
  public @Nullable String operation() {
    return operation;
  }

  /** {@code db.collection.name}, or null where there is not exactly one. */
  public @Nullable String collection() {
    return collection;
  }

  /** {@code db.stored_procedure.name}. */
  public @Nullable String procedure() {
    return procedure;
  }

  /** Whether the query has a comment, or may have one in what is not read of it. */
  boolean isCommented() {
    return commented;
  }
}
