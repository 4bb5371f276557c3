package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries of any characters: never an exception, never a secret, never a long time. */
class SqlTextRandomTest {

  private static final int INPUTS = 200_000;
  private static final String SECRET = "hunter2";

  private static final String[] TOKENS = {
    "SELECT",
    "FROM",
    "WHERE",
    "INSERT INTO",
    "VALUES",
    "IN",
    "UPDATE",
    "SET",
    "DELETE",
    "MERGE",
    "WITH",
    "AS",
    "JOIN",
    "CALL",
    "EXEC",
    "EXPLAIN",
    "CREATE TABLE",
    "BEGIN",
    "END",
    "DROP",
    "ROW",
    "IDENTIFIED BY",
    "PASSWORD",
    "TOP",
    "USING",
    "COPY",
    "t",
    "a.b",
    "[x]",
    "`y`",
    "(",
    ")",
    ",",
    ";",
    ".",
    "=",
    "-",
    "+",
    "*",
    "::",
    ":n",
    ":1",
    "?",
    "@p",
    "$1",
    "$$",
    "$a$",
    "#",
    "#t",
    "--",
    "/*",
    "*/",
    "//",
    "/*!",
    "'",
    "''",
    "\"",
    "\"\"",
    "\\",
    "\\'",
    "q'[",
    "]'",
    "N'",
    "E'",
    "U&'",
    "12",
    "-12",
    "1e5",
    "0xFF",
    ".5",
    "1_0",
    "\n",
    "\r",
    "\t",
    " ",
    "\0",
    "\uD83D",
    "\uDE00",
    "\u00e4",
    "\u00a0",
    "{",
    "}",
    "[",
    "]",
    "|",
    "<",
    ">",
    "%",
    "&",
    "!",
    "^",
    "~"
  };

  /** Secrets that are whole in any state but within an identifier's quotes. */
  private static final String[] LITERALS = {
    "'" + SECRET + "'",
    "N'" + SECRET + "'",
    "'it''s " + SECRET + "'",
    "x'" + SECRET + "'",
    "'a\n" + SECRET + "\n'",
    "/* " + SECRET + " */",
    "/*+ " + SECRET + " */",
    "-- " + SECRET + "\n",
  };

  @Test
  void noInputIsTooBad() {
    Random random = new Random(4);
    Dialect[] dialects = Dialect.values();
    for (int i = 0; i < INPUTS; i++) {
      String sql = any(random, random.nextInt(60));
      SqlText text = SqlText.of(sql, dialects[i % dialects.length], 1 + random.nextInt(200));
      assertThat(text.text().length()).isLessThanOrEqualTo(200);
      assertThat(text.summary().length()).isLessThanOrEqualTo(SqlSummary.MOST);
    }
  }

  /** What is before and after the literal has no quote and no comment. */
  @Test
  void aLiteralsContentIsNeverSeen() {
    Random random = new Random(5);
    Dialect[] dialects = Dialect.values();
    for (int i = 0; i < INPUTS; i++) {
      Dialect dialect = dialects[i % dialects.length];
      StringBuilder sql = new StringBuilder(plain(random));
      int literals = 1 + random.nextInt(3);
      for (int k = 0; k < literals; k++) {
        sql.append(' ').append(LITERALS[random.nextInt(LITERALS.length)]).append(plain(random));
      }
      assertHidden(sql.toString(), dialect);
    }
  }

  /** Whatever follows a quote or a comment that is not closed may be of it. */
  @Test
  void whatIsNotClosedIsNeverSeen() {
    String[] opening = {"'", "/*", "--", "N'", "E'", "'it''s", "/* x '", "-- '", "'--", "'/*"};
    Random random = new Random(6);
    Dialect[] dialects = Dialect.values();
    for (int i = 0; i < INPUTS; i++) {
      String sql =
          plain(random)
              + " "
              + opening[random.nextInt(opening.length)]
              + " "
              + SECRET
              + plain(random).replace('\n', ' ');
      assertHidden(sql, dialects[i % dialects.length]);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachKindOfQuoteHidesWhatItHolds(Dialect dialect) {
    if (dialect.has(Dialect.DOUBLE_QUOTED_STRINGS)) {
      assertHidden("SELECT a FROM \"" + SECRET + "\" WHERE x = \"a\"\"" + SECRET + "\"", dialect);
    }
    if (dialect.has(Dialect.DOLLAR_QUOTES)) {
      assertHidden("SELECT $$" + SECRET + "$$, $a$ $$ '" + SECRET + " $a$ FROM t", dialect);
    }
    if (dialect.has(Dialect.Q_STRINGS)) {
      assertHidden("SELECT q'[it's " + SECRET + "]', q'!it's " + SECRET + "!' FROM t", dialect);
    }
    if (dialect.has(Dialect.BACKSLASHES) || dialect.isUnsure(Dialect.BACKSLASHES)) {
      assertHidden("SELECT 'it\\'s " + SECRET + "', '" + SECRET + "\\\\'", dialect);
    }
    if (dialect.has(Dialect.HASH_COMMENTS) || dialect.isUnsure(Dialect.HASH_COMMENTS)) {
      assertHidden("SELECT a # it's " + SECRET + "\n, b", dialect);
    }
    if (dialect.has(Dialect.NESTED_COMMENTS) || dialect.isUnsure(Dialect.NESTED_COMMENTS)) {
      assertHidden("SELECT a /* /* */ " + SECRET + " */ FROM t", dialect);
    }
  }

  @Test
  void theWorkGrowsNoFasterThanTheQuery() {
    String[] patterns = {
      "(",
      "'",
      "a ",
      "a.",
      "/*",
      "*/",
      "$a",
      "$$",
      "1,",
      "(1),",
      "q'[",
      "\"",
      "\\",
      "-",
      "IN (1,",
      "$aaaaaaaaaaaaaaaaaaaa$ $aaaaaaaaaaaaaaaaaaaab$ ",
      "SELECT * FROM t, ",
      "VALUES (1), ",
      " "
    };
    for (String pattern : patterns) {
      for (Dialect dialect : Dialect.values()) {
        long small = work(pattern, 6_000, dialect);
        long large = work(pattern, 60_000, dialect);
        assertThat(large).as(pattern + " in " + dialect).isLessThanOrEqualTo(11 * small + 1_000);
        assertThat(large).as(pattern + " in " + dialect).isLessThanOrEqualTo(20 * 60_000L);
      }
    }
  }

  @Test
  void aQueryOfTenMegabytesCostsNoMoreThanOneOfOne() {
    String row = "(1, 'abc', NULL), ";
    long one = work("INSERT INTO t VALUES " + row.repeat(1_000_000 / row.length()));
    long ten = work("INSERT INTO t VALUES " + row.repeat(10_000_000 / row.length()));

    assertThat(ten).isEqualTo(one);
    assertThat(SqlText.of("INSERT INTO t VALUES " + row.repeat(600_000), Dialect.MYSQL).text())
        .isEqualTo("INSERT INTO t VALUES (?, ?, NULL)");
  }

  private static long work(String pattern, int length, Dialect dialect) {
    CountedText text = new CountedText(pattern.repeat(length / pattern.length() + 1));
    SqlText.read(text, dialect, SqlText.MOST);
    return text.reads;
  }

  private static long work(String sql) {
    CountedText text = new CountedText(sql);
    SqlText.read(text, Dialect.MYSQL, SqlText.MOST);
    return text.reads;
  }

  private static void assertHidden(String sql, Dialect dialect) {
    SqlText text = SqlText.of(sql, dialect);
    if (text.text().contains(SECRET) || text.summary().contains(SECRET)) {
      assertThat(text.text() + text.summary()).as(dialect + ": " + sql).doesNotContain(SECRET);
    }
  }

  private static String any(Random random, int tokens) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < tokens; i++) {
      if (random.nextInt(8) == 0) {
        sql.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
      } else {
        sql.append(TOKENS[random.nextInt(TOKENS.length)]);
      }
      if (random.nextBoolean()) {
        sql.append(' ');
      }
    }
    return sql.toString();
  }

  /** Tokens of which none opens or closes anything but parentheses. */
  private static String plain(Random random) {
    StringBuilder sql = new StringBuilder();
    int tokens = random.nextInt(12);
    while (tokens-- > 0) {
      String token = TOKENS[random.nextInt(TOKENS.length)];
      boolean opens = false;
      for (int i = 0; i < token.length(); i++) {
        opens |= "'\"`[]$#/*\\-\r".indexOf(token.charAt(i)) >= 0;
      }
      if (!opens) {
        sql.append(token).append(random.nextInt(4) == 0 ? "" : " ");
      }
    }
    return sql.toString();
  }

  /** Characters that count how often one is read. */
  private static final class CountedText implements CharSequence {

    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      reads += end - start;
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
