package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/**
 * The text of a query without its literals and comments.
 *
 * <p>A list after IN becomes {@code (?)}, and of several rows of values the first alone is kept.
 */
final class SqlSanitizer {

  /** No list or row of values, or one that is not of values alone. */
  private static final int NONE = -1;

  private static final int BEFORE_NAME = 1;
  private static final int IN_NAME = 2;
  private static final int IN_ARGUMENTS = 3;

  private final CharSequence sql;
  private final int most;
  private final boolean bareArguments;
  private final StringBuilder out;

  private int depth;
  private boolean afterComment;

  /** The last token that is neither blank nor comment. */
  private int before = SqlScanner.END;

  private char mark;
  private @Nullable String keyword;

  /** The depth of the IN list's items, and whether one is written; then none other is. */
  private int list = NONE;

  private boolean listed;

  /** The depth around the rows of values, and where in them the scan is. */
  private int rows = NONE;

  private boolean inRow;
  private boolean rowWritten;

  /** A comma between items or rows, held back until it is known whether another is kept. */
  private boolean comma;

  /** Where the scan is in {@code EXEC name arguments}. */
  private int exec;

  /** Whether the statement is about a user, a role or a login. */
  private boolean account;

  SqlSanitizer(CharSequence sql, int most, Dialect dialect) {
    this.sql = sql;
    this.most = most;
    bareArguments = dialect.has(Dialect.BARE_ARGUMENTS);
    out = new StringBuilder(Math.min(most, sql.length()) + 1);
  }

  boolean isFull() {
    return out.length() > most;
  }

  /** Takes the next token, and says whether all that follows is to be hidden. */
  boolean add(int kind, int start, int end, @Nullable String word) {
    if (kind == SqlScanner.SPACE) {
      if (!isSkipping() && !comma) {
        write(start, end);
      }
      return false;
    }
    if (kind == SqlScanner.COMMENT) {
      afterComment = true;
      return false;
    }
    followExec(kind, start, word);
    if (!skip(kind, start, word)) {
      writeToken(kind, start, end, word);
    }
    boolean password = "BY".equals(word) && "IDENTIFIED".equals(keyword);
    remember(kind, start, word);
    return password;
  }

  void hideRest() {
    out.append(" ?");
  }

  private void writeToken(int kind, int start, int end, @Nullable String word) {
    if (comma) {
      comma = false;
      out.append(", ");
    }
    if (kind == SqlScanner.LITERAL || kind == SqlScanner.HIDDEN || isSecret(kind, word)) {
      out.append('?');
    } else if (kind == SqlScanner.PARAMETER && list == depth) {
      out.append('?');
    } else {
      if (afterComment && isWord(kind) && isWord(before) && out.charAt(out.length() - 1) > ' ') {
        out.append(' ');
      }
      write(start, end);
    }
    afterComment = false;
  }

  private static boolean isWord(int kind) {
    return kind == SqlScanner.WORD || kind == SqlScanner.QUOTED;
  }

  /** A password, or a word that Transact-SQL takes for a string. */
  private boolean isSecret(int kind, @Nullable String word) {
    if ("PASSWORD".equals(keyword) && isWord(kind)) {
      return kind == SqlScanner.QUOTED || account;
    }
    return exec == IN_ARGUMENTS && isWord(kind) && !isArgumentKeyword(word);
  }

  private static boolean isArgumentKeyword(@Nullable String word) {
    return "OUTPUT".equals(word)
        || "OUT".equals(word)
        || "DEFAULT".equals(word)
        || "NULL".equals(word);
  }

  private void followExec(int kind, int start, @Nullable String word) {
    if (!bareArguments) {
      return;
    }
    char c = kind == SqlScanner.MARK ? sql.charAt(start) : '\0';
    if ("EXEC".equals(word) || "EXECUTE".equals(word)) {
      exec = BEFORE_NAME;
    } else if (c == ';' || (word != null && SqlKeywords.isVerb(word))) {
      exec = 0;
    } else if (exec == BEFORE_NAME && isWord(kind)) {
      exec = IN_NAME;
    } else if (exec == BEFORE_NAME && c == '(') {
      exec = IN_ARGUMENTS;
    } else if (exec == IN_NAME && c != '.' && (before != SqlScanner.MARK || mark != '.')) {
      exec = IN_ARGUMENTS;
    }
  }

  private void write(int start, int end) {
    int room = most + 1 - out.length();
    if (room > 0) {
      out.append(sql, start, Math.min(end, start + room));
    }
  }

  private boolean isSkipping() {
    return rows >= 0 && inRow && rowWritten;
  }

  private boolean skip(int kind, int start, @Nullable String word) {
    char c = kind == SqlScanner.MARK ? sql.charAt(start) : '\0';
    boolean skipped = skipInRows(c, word);
    if (!skipped) {
      skipped = skipInList(kind, c);
    }
    if (c == '(') {
      open();
    } else if (c == ')' && depth > 0) {
      list = list == depth ? NONE : list;
      depth--;
    } else if (c == ';') {
      account = false;
    }
    return skipped;
  }

  /** What an opening parenthesis after a keyword begins. */
  private void open() {
    boolean values = "VALUES".equals(keyword) || "VALUE".equals(keyword);
    boolean tuple = before == SqlScanner.MARK && mark == '(' && list == depth && !listed;
    if (rows < 0 && (values || tuple)) {
      rows = depth;
      inRow = true;
      rowWritten = false;
    }
    depth++;
    if ("IN".equals(keyword)) {
      list = depth;
      listed = false;
    } else if (tuple) {
      list = NONE;
    }
  }

  /** Whether the token is of a row after the first, or between two such. */
  private boolean skipInRows(char c, @Nullable String word) {
    if (rows < 0) {
      return false;
    }
    if (inRow) {
      boolean skipped = rowWritten;
      if (c == ')' && depth == rows + 1) {
        inRow = false;
        rowWritten = true;
      }
      return skipped;
    }
    if (c == ',' && depth == rows) {
      comma = true;
      return true;
    }
    if (comma && c == '(') {
      comma = false;
      inRow = true;
      return true;
    }
    if (comma && "ROW".equals(word)) {
      return true;
    }
    rows = NONE;
    return false;
  }

  /** Whether the token is an item of a list after the first, or a comma after an item. */
  private boolean skipInList(int kind, char c) {
    if (list != depth) {
      return false;
    }
    if (kind == SqlScanner.LITERAL || kind == SqlScanner.PARAMETER) {
      boolean skipped = comma;
      comma = false;
      listed = true;
      return skipped;
    }
    if (c == ',' && listed) {
      comma = true;
      return true;
    }
    if (c != '(' || listed) {
      list = NONE;
    }
    return false;
  }

  private void remember(int kind, int start, @Nullable String word) {
    if ("USER".equals(word) || "ROLE".equals(word) || "LOGIN".equals(word)) {
      account = true;
    }
    before = kind;
    mark = sql.charAt(start);
    if (!isBetween(kind, word)) {
      keyword = kind == SqlScanner.WORD ? word : null;
    }
  }

  /** Whether the token may stand between a keyword and what belongs to it. */
  private boolean isBetween(int kind, @Nullable String word) {
    return ("ROW".equals(word) && "VALUES".equals(keyword))
        || (kind == SqlScanner.MARK && mark == '=' && "PASSWORD".equals(keyword));
  }

  /** The text, which ends before a pair of surrogates rather than in it. */
  @Override
  public String toString() {
    int end = Math.min(out.length(), most);
    if (end < out.length()
        && end > 0
        && Character.isHighSurrogate(out.charAt(end - 1))
        && Character.isLowSurrogate(out.charAt(end))) {
      end--;
    }
    int start = 0;
    while (start < end && out.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && out.charAt(end - 1) <= ' ') {
      end--;
    }
    return out.substring(start, end);
  }
}
