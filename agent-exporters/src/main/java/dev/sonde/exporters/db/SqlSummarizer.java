package dev.sonde.exporters.db;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operations and their targets in a query's tokens, without a grammar: by the keywords
 * before a name, and by the parentheses around it.
 */
final class SqlSummarizer {

  /** Depths of parentheses that are told apart. */
  private static final int DEEPEST = 63;

  private static final int MOST_QUERY_NAMES = 64;

  private static final int NOTHING = 0;

  /** A table that is written to. */
  private static final int TABLE = 1;

  /** A table that is read; followed by a parenthesis it is a function. */
  private static final int SOURCE = 2;

  private static final int PROCEDURE = 3;

  /** The name of a procedure if a parenthesis or a semicolon follows it. */
  private static final int BLOCK_CALL = 4;

  /** The kind of an object or, without it, the name of a table. */
  private static final int OBJECT = 5;

  /** The name of an object that is no table. */
  private static final int OBJECT_NAME = 6;

  /** The name of a query after WITH, which is no table. */
  private static final int QUERY_NAME = 7;

  private final CharSequence sql;
  private final SqlSummary summary = new SqlSummary();

  /** Whether a statement can begin here. */
  private boolean begin = true;

  /** What the next name is. */
  private int expected = NOTHING;

  /** The last operation, and the last token's keyword. */
  private @Nullable String verb;

  private @Nullable String before;

  private boolean block;
  private boolean explaining;
  private boolean joined;
  private boolean routine;

  private int depth;

  /** The depths that have a query, for its FROM; that are in a list of tables; that have a WITH. */
  private long queries;

  private long lists;
  private long withs;

  /** What is expected again after the parentheses that this depth has around them. */
  private int resumed = NOTHING;

  private int resumeDepth = -1;

  private @Nullable List<String> queryNames;

  /** A name that may go on, and what it is. */
  private final StringBuilder name = new StringBuilder();

  private int named = NOTHING;
  private boolean dotted;

  SqlSummarizer(CharSequence sql) {
    this.sql = sql;
  }

  SqlSummary summary() {
    return summary;
  }

  boolean isDone() {
    return (routine && expected == NOTHING && named == NOTHING) || summary.isFull();
  }

  /** Takes the next token, with its keyword in capitals where it is one. */
  void add(int kind, int start, int end, @Nullable String keyword) {
    if (kind == SqlScanner.SPACE || kind == SqlScanner.COMMENT) {
      return;
    }
    char mark = kind == SqlScanner.MARK ? sql.charAt(start) : '\0';
    boolean isName = kind == SqlScanner.WORD || kind == SqlScanner.QUOTED;
    if (named != NOTHING && continueName(isName, mark, start, end)) {
      return;
    }
    endName(mark);
    if (mark != '\0') {
      mark(mark);
    } else if (keyword != null) {
      keyword(keyword, start, end);
    } else if (isName) {
      name(start, end);
    } else if (kind != SqlScanner.PARAMETER || expected != PROCEDURE) {
      expected = NOTHING;
    }
    before = keyword;
  }

  /** Ends the last statement. */
  SqlSummary end() {
    endName(';');
    summary.endStatement();
    return summary;
  }

  private boolean continueName(boolean isName, char mark, int start, int end) {
    if (mark == '.') {
      dotted = true;
    } else if (!isName || !dotted) {
      return false;
    } else {
      dotted = false;
    }
    append(start, end);
    return true;
  }

  /** Appends to the name, which is too long for a target past the bound. */
  private void append(int start, int end) {
    int room = SqlSummary.MOST + 1 - name.length();
    name.append(sql, start, Math.min(end, start + Math.max(0, room)));
  }

  private void name(int start, int end) {
    if (expected == NOTHING && begin && block) {
      expected = BLOCK_CALL;
    }
    if (expected == OBJECT) {
      if (isDefinition()) {
        return;
      }
      expected = TABLE;
    }
    begin = explaining;
    named = expected;
    expected = NOTHING;
    if (named != NOTHING) {
      name.setLength(0);
      dotted = false;
      append(start, end);
    }
  }

  /** Whether the kind of an object follows the verb in any case. */
  private boolean isDefinition() {
    return "CREATE".equals(verb)
        || "ALTER".equals(verb)
        || "DROP".equals(verb)
        || "COMMENT".equals(verb)
        || "RENAME".equals(verb);
  }

  /** Takes the name for what it is, now that the token after it is known. */
  private void endName(char mark) {
    int kind = named;
    named = NOTHING;
    if (kind == NOTHING || name.length() > SqlSummary.MOST) {
      return;
    }
    String text = name.toString();
    if (kind == QUERY_NAME) {
      addQueryName(text);
    } else if (kind == OBJECT_NAME) {
      summary.other(text);
    } else if (kind == PROCEDURE) {
      summary.procedure(text);
    } else if (kind == BLOCK_CALL) {
      if (mark == '(' || mark == ';') {
        summary.procedure(text);
      }
    } else if ((kind == TABLE || mark != '(') && !isQueryName(text)) {
      summary.collection(text);
    }
  }

  private void addQueryName(String text) {
    if (queryNames == null) {
      queryNames = new ArrayList<>();
    }
    if (queryNames.size() < MOST_QUERY_NAMES) {
      queryNames.add(text);
    }
  }

  private boolean isQueryName(String text) {
    if (queryNames != null) {
      for (int i = 0; i < queryNames.size(); i++) {
        if (queryNames.get(i).equalsIgnoreCase(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private void mark(char mark) {
    switch (mark) {
      case '(':
        open();
        break;
      case ')':
        close();
        break;
      case ',':
        expected = is(withs) ? QUERY_NAME : is(lists) ? listed() : NOTHING;
        break;
      case ';':
        endStatement();
        break;
      case '=':
      case '{':
        break;
      default:
        expected = NOTHING;
    }
  }

  /** What the tables of a list are: written to by a DROP, else read. */
  private int listed() {
    return "SELECT".equals(verb) || "DELETE".equals(verb) || "MERGE".equals(verb) ? SOURCE : TABLE;
  }

  private void open() {
    boolean tables = expected == SOURCE || (expected == TABLE && !"TOP".equals(before));
    if (expected == OBJECT || "TOP".equals(before)) {
      resumed = expected;
      resumeDepth = depth;
    } else if (expected == QUERY_NAME) {
      withs &= ~bit();
    }
    expected = tables ? SOURCE : NOTHING;
    begin |= tables || "AS".equals(before) || "MATERIALIZED".equals(before);
    depth++;
    queries &= ~bit();
    withs &= ~bit();
    lists = tables ? lists | bit() : lists & ~bit();
  }

  private void close() {
    depth = Math.max(0, depth - 1);
    begin = explaining;
    expected = NOTHING;
    if (depth == resumeDepth) {
      expected = resumed;
      resumeDepth = -1;
    }
  }

  private long bit() {
    return depth > DEEPEST ? 0 : 1L << depth;
  }

  private boolean is(long depths) {
    return (depths & bit()) != 0;
  }

  private void endStatement() {
    if (!block || "BEGIN".equals(before)) {
      block = false;
      summary.endStatement();
    }
    begin = true;
    expected = NOTHING;
    verb = null;
    explaining = false;
    joined = false;
    depth = 0;
    queries = 0;
    lists = 0;
    withs = 0;
    resumeDepth = -1;
    queryNames = null;
  }

  private void keyword(String keyword, int start, int end) {
    if (expected != NOTHING && isTarget(keyword, start, end)) {
      return;
    }
    boolean isWith =
        keyword.equals("WITH") && (begin || "AS".equals(before) || "INSERT".equals(verb));
    if (isWith) {
      withs |= bit();
      expected = QUERY_NAME;
    } else if (keyword.equals("SELECT")
        || ((begin || is(withs)) && SqlKeywords.isVerb(keyword) && isVerbHere(keyword))) {
      verb(keyword, start, end);
    } else {
      inside(keyword, start, end);
    }
  }

  /** Whether the keyword is the target that is expected, or stands before it. */
  private boolean isTarget(String keyword, int start, int end) {
    if (expected == OBJECT) {
      return isObject(keyword, start, end);
    }
    boolean table = expected == TABLE || expected == SOURCE;
    if (table ? isBeforeTable(keyword) : SqlKeywords.isNameModifier(keyword)) {
      return true;
    }
    if (SqlKeywords.isReserved(keyword)) {
      expected = NOTHING;
      return false;
    }
    name(start, end);
    return true;
  }

  private boolean isBeforeTable(String keyword) {
    return SqlKeywords.isTableModifier(keyword)
        || "OR".equals(before)
        || (keyword.equals("TABLE") && ("INSERT".equals(verb) || "LOAD".equals(verb)))
        || (expected == TABLE && SqlKeywords.isNameModifier(keyword));
  }

  private boolean isObject(String keyword, int start, int end) {
    if (SqlKeywords.isObjectModifier(keyword)) {
      return true;
    }
    boolean table = keyword.equals("TABLE") || keyword.equals("TABLES");
    if (!table && !SqlKeywords.isObject(keyword)) {
      expected = isDefinition() ? OBJECT : NOTHING;
      return false;
    }
    if (verb != null) {
      summary.object(sql.subSequence(start, end), verb, keyword);
    }
    expected = table ? TABLE : OBJECT_NAME;
    routine = isRoutine(keyword);
    return true;
  }

  /** Whether the object has a body of statements that are not executed now. */
  private boolean isRoutine(String keyword) {
    return "CREATE".equals(verb)
        && (keyword.equals("FUNCTION")
            || keyword.equals("PROCEDURE")
            || keyword.equals("TRIGGER")
            || keyword.equals("PACKAGE")
            || keyword.equals("TYPE")
            || keyword.equals("EVENT")
            || keyword.equals("RULE"));
  }

  private boolean isVerbHere(String keyword) {
    if (!explaining) {
      return !(keyword.equals("END") && block);
    }
    return keyword.equals("INSERT")
        || keyword.equals("UPDATE")
        || keyword.equals("DELETE")
        || keyword.equals("MERGE")
        || keyword.equals("REPLACE")
        || keyword.equals("CREATE");
  }

  private void verb(String keyword, int start, int end) {
    withs &= ~bit();
    lists &= ~bit();
    summary.operation(sql.subSequence(start, end), keyword, withs == 0);
    verb = keyword;
    begin = false;
    explaining = false;
    switch (keyword) {
      case "SELECT":
        queries |= bit();
        break;
      case "UPDATE":
        queries |= bit();
        lists |= bit();
        expected = TABLE;
        break;
      case "DELETE":
        queries |= bit();
        lists |= bit();
        expected = TABLE;
        summary.mark();
        break;
      case "INSERT":
      case "REPLACE":
      case "UPSERT":
      case "MERGE":
      case "COPY":
      case "TABLE":
        expected = TABLE;
        break;
      case "CALL":
      case "EXEC":
      case "EXECUTE":
        expected = PROCEDURE;
        break;
      case "EXPLAIN":
      case "DESCRIBE":
      case "DESC":
        explaining = true;
        begin = true;
        break;
      case "BEGIN":
      case "DECLARE":
        block = true;
        begin = true;
        break;
      case "USE":
        expected = OBJECT_NAME;
        break;
      default:
        object(keyword);
    }
  }

  private void object(String keyword) {
    switch (keyword) {
      case "DROP":
      case "TRUNCATE":
      case "LOCK":
        lists |= bit();
        expected = OBJECT;
        break;
      case "CREATE":
      case "ALTER":
      case "RENAME":
      case "COMMENT":
      case "VACUUM":
      case "ANALYZE":
      case "REINDEX":
      case "CLUSTER":
      case "REFRESH":
      case "OPTIMIZE":
        expected = OBJECT;
        break;
      default:
        break;
    }
  }

  /** A keyword in the midst of a statement. */
  private void inside(String keyword, int start, int end) {
    begin = explaining;
    if ("BEGIN".equals(before)) {
      block = false;
    }
    switch (keyword) {
      case "FROM":
        if (is(queries) && !"DISTINCT".equals(before)) {
          if ("DELETE".equals(verb)) {
            summary.reset();
          }
          source();
        }
        break;
      case "JOIN":
      case "STRAIGHT_JOIN":
      case "APPLY":
        joined = true;
        expected = SOURCE;
        break;
      case "USING":
        if (!joined && ("DELETE".equals(verb) || "MERGE".equals(verb))) {
          source();
        }
        break;
      case "INTO":
        expected = "INSERT".equals(verb) || "LOAD".equals(verb) ? TABLE : NOTHING;
        break;
      case "TO":
        if ("ROLLBACK".equals(verb)) {
          summary.object(sql.subSequence(start, end), "ROLLBACK", keyword);
        }
        break;
      default:
        if (SqlKeywords.endsTables(keyword)) {
          lists &= ~bit();
        }
    }
  }

  private void source() {
    expected = SOURCE;
    lists |= bit();
  }
}
