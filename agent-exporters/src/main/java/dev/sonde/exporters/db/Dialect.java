package dev.sonde.exporters.db;

/**
 * How a database system writes literals, identifiers and comments.
 *
 * <p>What differs from the standard is a flag. Where a system, or one that is not known, may or may
 * not have something ({@link #isUnsure}), the scanner hides all that follows the first place at
 * which the answer matters.
 */
enum Dialect {
  STANDARD(0),
  POSTGRESQL(Dialect.DOLLAR_QUOTES | Dialect.NESTED_COMMENTS | Dialect.E_STRINGS),
  COCKROACHDB(
      Dialect.DOLLAR_QUOTES | Dialect.E_STRINGS, Dialect.NESTED_COMMENTS | Dialect.HASH_COMMENTS),
  REDSHIFT(
      Dialect.DOLLAR_QUOTES | Dialect.E_STRINGS, Dialect.NESTED_COMMENTS | Dialect.BACKSLASHES),
  MYSQL(
      Dialect.DOUBLE_QUOTED_STRINGS
          | Dialect.BACKSLASHES
          | Dialect.HASH_COMMENTS
          | Dialect.SPACED_DASHES
          | Dialect.CODE_IN_COMMENTS),
  ORACLE(Dialect.Q_STRINGS | Dialect.NUMBERED_BINDS),
  SQL_SERVER(Dialect.BRACKETS | Dialect.NESTED_COMMENTS | Dialect.MONEY | Dialect.BARE_ARGUMENTS),
  SYBASE(
      Dialect.BRACKETS | Dialect.DOUBLE_QUOTED_STRINGS | Dialect.MONEY | Dialect.BARE_ARGUMENTS,
      Dialect.NESTED_COMMENTS),
  NESTING(Dialect.NESTED_COMMENTS),
  H2(Dialect.DOLLAR_QUOTES, Dialect.NESTED_COMMENTS | Dialect.SLASH_COMMENTS),
  SQLITE(Dialect.BRACKETS | Dialect.DOUBLE_QUOTED_STRINGS),
  SNOWFLAKE(
      Dialect.DOLLAR_QUOTES | Dialect.BACKSLASHES | Dialect.SLASH_COMMENTS,
      Dialect.NESTED_COMMENTS),
  CLICKHOUSE(
      Dialect.DOLLAR_QUOTES | Dialect.BACKSLASHES | Dialect.HASH_COMMENTS, Dialect.NESTED_COMMENTS),
  UNKNOWN(
      Dialect.DOUBLE_QUOTED_STRINGS
          | Dialect.DOLLAR_QUOTES
          | Dialect.E_STRINGS
          | Dialect.Q_STRINGS
          | Dialect.CODE_IN_COMMENTS,
      Dialect.BACKSLASHES
          | Dialect.HASH_COMMENTS
          | Dialect.SLASH_COMMENTS
          | Dialect.NESTED_COMMENTS
          | Dialect.TRIPLE_QUOTES);

  /** {@code "x"} is a string, or may be one. */
  static final int DOUBLE_QUOTED_STRINGS = 1;

  /** A backslash escapes the character after it, in any string. */
  static final int BACKSLASHES = 1 << 1;

  /** A backslash escapes in {@code E'x'} alone. */
  static final int E_STRINGS = 1 << 2;

  /** {@code # to the end of the line}. */
  static final int HASH_COMMENTS = 1 << 3;

  /** {@code // to the end of the line}. */
  static final int SLASH_COMMENTS = 1 << 4;

  /** Two dashes are a comment only before a blank. */
  static final int SPACED_DASHES = 1 << 5;

  static final int NESTED_COMMENTS = 1 << 6;

  /** {@code /*! code *}{@code /}. */
  static final int CODE_IN_COMMENTS = 1 << 7;

  /** {@code $$x$$} and {@code $tag$x$tag$}. */
  static final int DOLLAR_QUOTES = 1 << 8;

  /** {@code [x]} is an identifier. */
  static final int BRACKETS = 1 << 9;

  /** {@code q'[x]'}. */
  static final int Q_STRINGS = 1 << 10;

  /** {@code :1} is a parameter. */
  static final int NUMBERED_BINDS = 1 << 11;

  /** {@code $1} is an amount, not a parameter. */
  static final int MONEY = 1 << 12;

  /** {@code EXEC p word}: the word is a string. */
  static final int BARE_ARGUMENTS = 1 << 13;

  /** {@code '''x'''}. */
  static final int TRIPLE_QUOTES = 1 << 14;

  private final int has;
  private final int unsure;

  Dialect(int has) {
    this(has, 0);
  }

  Dialect(int has, int unsure) {
    this.has = has;
    this.unsure = unsure;
  }

  /** The dialect of a {@code db.system.name}. */
  static Dialect of(String system) {
    switch (system) {
      case "postgresql":
        return POSTGRESQL;
      case "cockroachdb":
        return COCKROACHDB;
      case "aws.redshift":
      case "redshift":
        return REDSHIFT;
      case "mysql":
      case "mariadb":
        return MYSQL;
      case "oracle.db":
        return ORACLE;
      case "microsoft.sql_server":
        return SQL_SERVER;
      case "sybase":
        return SYBASE;
      case "ibm.db2":
      case "derby":
        return NESTING;
      case "h2database":
        return H2;
      case "hsqldb":
        return STANDARD;
      case "sqlite":
        return SQLITE;
      case "snowflake":
        return SNOWFLAKE;
      case "clickhouse":
        return CLICKHOUSE;
      default:
        return UNKNOWN;
    }
  }

  boolean has(int flag) {
    return (has & flag) != 0;
  }

  boolean isUnsure(int flag) {
    return (unsure & flag) != 0;
  }
}
