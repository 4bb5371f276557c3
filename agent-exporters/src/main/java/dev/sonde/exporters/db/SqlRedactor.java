package dev.sonde.exporters.db;

import dev.sonde.boot.JdbcValues;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, without a grammar, what a statement compares its parameters with and assigns them to,
 * and by that which of them may be told.
 *
 * <p>The text is cut into expressions: at what begins a clause, at AND and OR, at the commas of a
 * list of expressions. A parameter may be told if there is a comparison or an assignment and a name
 * in its expression or one around it, and if no name in them is to be hidden. A row of values has
 * the names of the columns.
 *
 * <pre>
 *   UPDATE users SET name = ?, password = crypt(?, salt) WHERE (id = ? OR ? = 1) LIMIT ?
 *                    told      hidden                           told     hidden        told
 *   INSERT INTO users (id, password) VALUES (?, ?)
 *                                            told, hidden
 * </pre>
 *
 * <p>The name of a table or a procedure that is to be hidden hides all parameters, and so does a
 * string.
 */
final class SqlRedactor {

  private static final int DEEPEST = 64;
  private static final int MOST_COLUMNS = 512;

  /** What an expression has. */
  private static final int NAME = 1;

  private static final int OPERATOR = 2;
  private static final int SECRET = 4;

  private static final int TOLD = NAME | OPERATOR;

  private final CharSequence sql;
  private final Dialect dialect;
  private final Redaction redaction;

  /** What is known of each parameter, by place. */
  private int[] parameters = new int[8];

  private int count;
  private boolean hidden;

  /** Of the columns that rows of values are for. */
  private int[] columns = new int[16];

  private int columnCount;

  /** What each expression has to begin with. */
  private int common;

  private Frame frame = new Frame(Kind.GROUP, null, 0, 0);
  private int depth;

  /** A name that is one of a function if a parenthesis follows. */
  private boolean named;

  private boolean afterAs;
  private boolean afterPoint;
  private int colons;
  private boolean doubled;
  private String before = "";

  private enum Kind {
    GROUP,
    CASE,
    /** The columns that are inserted. */
    COLUMNS,
    /** A row of values for them. */
    ROW
  }

  /** What is between two parentheses, or CASE and END; the outermost one is the whole text. */
  private static final class Frame {
    final Kind kind;
    final @Nullable Frame outer;

    /** The first parameter of the current expression, and what that has. */
    int first;

    int has;

    /** What all expressions have, and whether they are several. */
    int all;

    boolean cut;

    /** The number of the column. */
    int position;

    boolean query;
    boolean between;

    /** What the clause is: of tables, of rows, with a list of columns to come, of a limit. */
    boolean tables;

    boolean rows;
    boolean awaitsColumns;
    boolean limit;

    Frame(Kind kind, @Nullable Frame outer, int first, int has) {
      this.kind = kind;
      this.outer = outer;
      this.first = first;
      this.has = has;
    }

    void endClause() {
      between = false;
      tables = false;
      rows = false;
      awaitsColumns = false;
      limit = false;
    }
  }

  private SqlRedactor(CharSequence sql, Dialect dialect, Redaction redaction) {
    this.sql = sql;
    this.dialect = dialect;
    this.redaction = redaction;
  }

  static SqlParameters read(CharSequence sql, Dialect dialect, Redaction redaction) {
    SqlRedactor redactor = new SqlRedactor(sql, dialect, redaction);
    SqlScanner scanner = new SqlScanner(sql, Math.min(sql.length(), SqlText.READ), dialect);
    int kind = scanner.next();
    while (kind != SqlScanner.END && !redactor.hidden) {
      if (kind != SqlScanner.SPACE && kind != SqlScanner.COMMENT) {
        redactor.add(kind, scanner.start(), scanner.end());
      }
      kind = scanner.next();
    }
    return redactor.end();
  }

  private SqlParameters end() {
    endName('\0');
    while (frame.outer != null) {
      close(frame.outer);
    }
    endExpression();
    boolean[] told = new boolean[Math.min(count, JdbcValues.MOST)];
    for (int i = 0; i < told.length; i++) {
      told[i] = (parameters[i] & (TOLD | SECRET)) == TOLD;
    }
    return new SqlParameters(redaction, told, count, hidden);
  }

  private void add(int kind, int start, int end) {
    char mark = kind == SqlScanner.MARK ? sql.charAt(start) : '\0';
    endName(mark);
    String word = "";
    switch (kind) {
      case SqlScanner.PARAMETER:
        parameter(start, end);
        break;
      case SqlScanner.LITERAL:
        literal(start, end);
        break;
      case SqlScanner.QUOTED:
        name(start + 1, end - 1);
        break;
      case SqlScanner.HIDDEN:
        hideOpen();
        break;
      case SqlScanner.WORD:
        word = sql.subSequence(start, end).toString().toUpperCase(Locale.ROOT);
        if (afterPoint || colons > 1) {
          name(start, end);
        } else {
          word(word, start, end);
        }
        break;
      default:
        mark(mark);
    }
    before = word;
    afterAs = word.equals("AS");
    afterPoint = mark == '.';
    colons = mark == ':' ? colons + 1 : 0;
  }

  /** What follows may be anything, a part of an open expression too. */
  private void hideOpen() {
    for (Frame each = frame; each != null; each = each.outer) {
      each.has |= SECRET;
    }
  }

  private void parameter(int start, int end) {
    char first = sql.charAt(start);
    if (first == '?') {
      question(end - start > 1, end < sql.length() && sql.charAt(end) == '?');
    } else if (dialect == Dialect.SQLITE) {
      hidden = true;
    } else if (first == '@') {
      name(start + 1, end);
    } else {
      if (redaction.hides(sql, start + 1, end)) {
        frame.has |= SECRET;
      }
      if (dialect == Dialect.ORACLE) {
        place();
      }
    }
  }

  /** Two of them are an operator, and with a number they are in no order. */
  private void question(boolean numbered, boolean twice) {
    if (numbered) {
      hidden = true;
    } else if (doubled) {
      doubled = false;
    } else if (twice) {
      doubled = true;
      frame.has |= OPERATOR;
    } else {
      place();
    }
  }

  private void place() {
    if (count < JdbcValues.MOST) {
      if (count == parameters.length) {
        parameters = Arrays.copyOf(parameters, count * 2);
      }
      parameters[count] = 0;
    }
    count++;
  }

  /** Strings are keys: of JSON, or in a row of which another column has what they stand for. */
  private void literal(int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      boolean inWord = i < end && isWordPart(sql.charAt(i));
      if (!inWord) {
        hidden |= i > from && redaction.hides(sql, from, i);
        from = i + 1;
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private void name(int start, int end) {
    if (redaction.hides(sql, start, end)) {
      frame.has |= SECRET;
      hidden |= frame.tables;
    }
    if (dialect == Dialect.SQLITE && sql.charAt(start) == '$') {
      hidden = true;
    }
    named = !afterAs && colons < 2;
  }

  private void endName(char mark) {
    if (named && mark != '(') {
      frame.has |= NAME;
    }
    named = false;
  }

  private void word(String word, int start, int end) {
    switch (word) {
      case "AND":
        if (frame.between) {
          frame.between = false;
        } else {
          cut();
        }
        break;
      case "BETWEEN":
        frame.between = true;
        frame.has |= OPERATOR;
        break;
      case "LIKE":
      case "ILIKE":
      case "RLIKE":
      case "REGEXP":
      case "GLOB":
      case "SIMILAR":
      case "MATCH":
      case "AGAINST":
      case "IN":
      case "IS":
        frame.has |= OPERATOR;
        break;
      case "CASE":
        if (!before.equals("END")) {
          open(Kind.CASE);
        }
        break;
      case "END":
        if (frame.kind == Kind.CASE && frame.outer != null) {
          close(frame.outer);
        }
        break;
      case "NOT":
      case "NULL":
      case "TRUE":
      case "FALSE":
      case "DISTINCT":
      case "ALL":
      case "ANY":
      case "SOME":
      case "EXISTS":
      case "ESCAPE":
      case "ROW":
      case "DEFAULT":
      case "WHEN":
      case "THEN":
      case "ELSE":
      case "AS":
        break;
      default:
        if (!clause(word)) {
          name(start, end);
        }
    }
  }

  /** Whether the word begins a clause, or another expression. */
  private boolean clause(String word) {
    switch (word) {
      case "OR":
      case "WHERE":
      case "HAVING":
      case "ON":
      case "SET":
      case "GROUP":
      case "ORDER":
      case "BY":
      case "UNION":
      case "INTERSECT":
      case "EXCEPT":
      case "MINUS":
      case "RETURNING":
      case "WITH":
      case "WINDOW":
      case "QUALIFY":
        cut();
        return true;
      case "SELECT":
      case "DELETE":
        query();
        return true;
      case "FROM":
        if ((frame.query || frame.outer == null) && !before.equals("DISTINCT")) {
          cut();
          frame.tables = true;
        }
        return true;
      case "UPDATE":
        cut();
        frame.tables =
            !before.equals("KEY")
                && !before.equals("DO")
                && !before.equals("THEN")
                && !before.equals("FOR");
        return true;
      case "JOIN":
      case "USING":
      case "CALL":
      case "EXEC":
      case "EXECUTE":
        cut();
        frame.tables = true;
        return true;
      case "INSERT":
      case "INTO":
        cut();
        frame.tables = true;
        frame.awaitsColumns = true;
        columnCount = isInRow() ? columnCount : 0;
        return true;
      case "VALUES":
        cut();
        frame.rows = true;
        return true;
      case "LIMIT":
      case "OFFSET":
      case "FETCH":
        cut();
        frame.limit = true;
        frame.has |= TOLD;
        return true;
      default:
        return false;
    }
  }

  /** What is selected to be inserted may be for any of the columns. */
  private void query() {
    cut();
    frame.query = true;
    for (int i = 0; i < columnCount && !isInRow(); i++) {
      common |= columns[i] & SECRET;
    }
    frame.has |= common;
  }

  private boolean isInRow() {
    for (Frame each = frame; each != null; each = each.outer) {
      if (each.kind == Kind.ROW) {
        return true;
      }
    }
    return false;
  }

  private void mark(char mark) {
    switch (mark) {
      case '(':
        openParenthesis();
        break;
      case ')':
        while (frame.kind == Kind.CASE && frame.outer != null) {
          close(frame.outer);
        }
        if (frame.outer != null) {
          close(frame.outer);
        }
        break;
      case ',':
        comma();
        break;
      case ';':
        if (frame.outer == null) {
          cut();
          columnCount = 0;
          common = 0;
          frame.has = 0;
        }
        break;
      case '=':
      case '<':
      case '>':
      case '~':
        frame.has |= OPERATOR;
        break;
      default:
    }
  }

  private void openParenthesis() {
    boolean others = before.equals("PARTITION") || before.equals("KEY");
    if (frame.awaitsColumns && !others && !isInRow()) {
      frame.awaitsColumns = false;
      columnCount = 0;
      open(Kind.COLUMNS);
    } else {
      open(frame.rows ? Kind.ROW : Kind.GROUP);
    }
  }

  private void comma() {
    if (frame.kind == Kind.COLUMNS || frame.kind == Kind.ROW) {
      endExpression();
      frame.position++;
      frame.cut = true;
    } else if (frame.query || frame.outer == null) {
      endExpression();
      frame.cut = true;
      frame.has |= frame.limit ? TOLD : 0;
    }
  }

  private void open(Kind kind) {
    if (++depth > DEEPEST) {
      hidden = true;
    }
    frame = new Frame(kind, frame, count, common);
  }

  private void close(Frame outer) {
    endExpression();
    Frame closed = frame;
    if (!closed.cut || closed.kind == Kind.CASE) {
      outer.has |= closed.all & (NAME | SECRET);
    }
    frame = outer;
    depth--;
  }

  /** Ends a clause. A CASE is one expression, whatever is in it. */
  private void cut() {
    if (frame.kind != Kind.CASE) {
      endExpression();
      frame.cut = true;
      frame.endClause();
    }
  }

  private void endExpression() {
    if (frame.kind == Kind.COLUMNS && frame.position < MOST_COLUMNS) {
      column(frame.position, frame.has | OPERATOR);
    }
    boolean ofColumn = frame.kind == Kind.ROW && frame.position < columnCount;
    int has = frame.has | (ofColumn ? columns[frame.position] : 0);
    for (int i = frame.first; i < Math.min(count, JdbcValues.MOST); i++) {
      parameters[i] |= has;
    }
    frame.first = count;
    frame.all |= frame.has;
    frame.has = common;
  }

  private void column(int position, int has) {
    if (position >= columns.length) {
      columns = Arrays.copyOf(columns, columns.length * 2);
    }
    columns[position] = has;
    columnCount = position + 1;
  }
}
