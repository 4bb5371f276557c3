package dev.sonde.exporters.db;

/**
 * Cuts SQL into tokens, one after the other, without a copy of any.
 *
 * <pre>
 *   SELECT  a.b  FROM  "t"     WHERE  c = -1       AND  d = :x
 *   WORD    WORD WORD  QUOTED  WORD   …   LITERAL  WORD …   PARAMETER
 *           MARK WORD
 * </pre>
 *
 * <p>What is not closed, and what follows a place that can be read in two ways, is one {@link
 * #HIDDEN} token to the end. The time is linear: no character is looked at more than a few times.
 */
final class SqlScanner {

  static final int END = 0;

  /** A keyword or an identifier without quotes. */
  static final int WORD = 1;

  /** An identifier in quotes. */
  static final int QUOTED = 2;

  /** A string or a number, with its sign. */
  static final int LITERAL = 3;

  /** {@code ?}, {@code :name}, {@code $1}, {@code @name}. */
  static final int PARAMETER = 4;

  static final int SPACE = 5;
  static final int COMMENT = 6;

  /** Any other character, alone. */
  static final int MARK = 7;

  /** All the rest, which may be anything. */
  static final int HIDDEN = 8;

  private static final int UNCLOSED = -1;

  private final CharSequence sql;
  private final Dialect dialect;
  private final int length;

  private int kind = END;
  private int start;
  private int end;

  /** Scans the first {@code length} characters. */
  SqlScanner(CharSequence sql, int length, Dialect dialect) {
    this.sql = sql;
    this.length = length;
    this.dialect = dialect;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  char first() {
    return sql.charAt(start);
  }

  /** Goes to the next token and says of which kind it is. */
  int next() {
    int before = kind;
    char mark = end > 0 ? sql.charAt(end - 1) : ' ';
    start = end;
    if (start >= length) {
      kind = END;
      return END;
    }
    kind = scan(before, mark);
    if (end == UNCLOSED || (end == length && length < sql.length())) {
      kind = HIDDEN;
      end = length;
    }
    return kind;
  }

  private int scan(int before, char previous) {
    char c = sql.charAt(start);
    char d = at(start + 1);
    switch (c) {
      case '\'':
        return string(start, dialect.has(Dialect.BACKSLASHES));
      case '"':
        return doubleQuoted(start);
      case '`':
        end = closing(start + 1, '`', false);
        return QUOTED;
      case '[':
        return dialect.has(Dialect.BRACKETS) ? bracket() : mark();
      case '-':
        if (d == '-' && isDashComment()) {
          return lineComment();
        }
        return isSign(before, previous, d) ? number(start + 1) : mark();
      case '+':
        return isSign(before, previous, d) ? number(start + 1) : mark();
      case '/':
        if (d == '*') {
          return blockComment();
        }
        return d == '/' ? perhapsComment(Dialect.SLASH_COMMENTS) : mark();
      case '#':
        return hash(d);
      case '.':
        return isDigit(d) && !endsName(before) ? number(start) : mark();
      case '?':
        end = digits(start + 1);
        return PARAMETER;
      case ':':
        return colon(previous, d);
      case '@':
        return atSign(d);
      case '$':
        return dollar();
      default:
        return plain(c);
    }
  }

  private int plain(char c) {
    if (isSpace(c)) {
      end = start + 1;
      while (end < length && isSpace(sql.charAt(end))) {
        end++;
      }
      return SPACE;
    }
    if (isDigit(c)) {
      return number(start);
    }
    return isNamePart(c) ? word() : mark();
  }

  private int mark() {
    end = start + 1;
    return MARK;
  }

  /** A word, or the string or identifier that it is the prefix of. */
  private int word() {
    end = name(start);
    char next = at(end);
    int size = end - start;
    if (next == '\'' && isPrefix(size)) {
      return prefixed(size);
    }
    if (next == '&' && size == 1 && lower(start) == 'u' && at(end + 1) == '\'') {
      return string(end + 1, dialect.has(Dialect.BACKSLASHES));
    }
    return WORD;
  }

  /** {@code N'x'}, {@code E'x'}, {@code NQ'[x]'}, {@code _utf8'x'}. */
  private boolean isPrefix(int size) {
    char first = lower(start);
    if (size == 1) {
      return first == 'n'
          || first == 'e'
          || first == 'x'
          || first == 'b'
          || first == 'q'
          || first == 'r';
    }
    return at(start) == '_' || (size == 2 && first == 'n' && lower(start + 1) == 'q');
  }

  private int prefixed(int size) {
    if (lower(end - 1) == 'q' && size <= 2 && dialect.has(Dialect.Q_STRINGS)) {
      return qString();
    }
    boolean e = size == 1 && lower(start) == 'e' && dialect.has(Dialect.E_STRINGS);
    return string(end, e || dialect.has(Dialect.BACKSLASHES));
  }

  private int string(int quote, boolean escapes) {
    if (isTriple(quote)) {
      end = UNCLOSED;
    } else {
      end = closing(quote + 1, '\'', escapes);
    }
    return LITERAL;
  }

  private int doubleQuoted(int quote) {
    if (!dialect.has(Dialect.DOUBLE_QUOTED_STRINGS)) {
      end = closing(quote + 1, '"', false);
      return QUOTED;
    }
    end = isTriple(quote) ? UNCLOSED : closing(quote + 1, '"', dialect.has(Dialect.BACKSLASHES));
    return LITERAL;
  }

  private boolean isTriple(int quote) {
    char c = sql.charAt(quote);
    return dialect.isUnsure(Dialect.TRIPLE_QUOTES) && at(quote + 1) == c && at(quote + 2) == c;
  }

  /** The place after the quote that closes what begins at {@code from}. */
  private int closing(int from, char quote, boolean escapes) {
    for (int i = from; i < length; i++) {
      char c = sql.charAt(i);
      if (c == '\\' && escapes) {
        i++;
      } else if (c == '\\' && at(i + 1) == quote && dialect.isUnsure(Dialect.BACKSLASHES)) {
        return UNCLOSED;
      } else if (c == quote) {
        if (at(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
    }
    return UNCLOSED;
  }

  private int bracket() {
    end = closing(start + 1, ']', false);
    return QUOTED;
  }

  /** {@code q'[it's]'}: the word has been read, its quote not. */
  private int qString() {
    char open = at(end + 1);
    char close = open == '[' ? ']' : open == '{' ? '}' : open == '(' ? ')' : open;
    close = close == '<' ? '>' : close;
    int from = end + 2;
    end = UNCLOSED;
    for (int i = from; i < length - 1; i++) {
      if (sql.charAt(i) == close && sql.charAt(i + 1) == '\'') {
        end = i + 2;
        break;
      }
    }
    return LITERAL;
  }

  private int dollar() {
    int name = start + 1;
    while (name < length && isTagPart(sql.charAt(name))) {
      name++;
    }
    if (dialect.has(Dialect.DOLLAR_QUOTES) && at(name) == '$' && !isDigit(at(start + 1))) {
      end = afterTag(name + 1);
      return LITERAL;
    }
    if (isDigit(at(start + 1))) {
      int digits = digits(start + 1);
      if (dialect.has(Dialect.MONEY) || at(digits) == '.' || isNamePart(at(digits))) {
        return number(start + 1);
      }
      end = digits;
      return PARAMETER;
    }
    end = name(start + 1);
    return WORD;
  }

  /** The place after the next occurrence of the tag, which goes from the token's start to here. */
  private int afterTag(int body) {
    int size = body - start;
    for (int i = body; i <= length - size; i++) {
      if (sql.charAt(i) == '$') {
        int same = 1;
        while (same < size && sql.charAt(i + same) == sql.charAt(start + same)) {
          same++;
        }
        if (same == size) {
          return i + size;
        }
      }
    }
    return UNCLOSED;
  }

  private int colon(char previous, char next) {
    if (previous != ':' && isNamePart(next)) {
      boolean digit = isDigit(next);
      if (!digit || dialect.has(Dialect.NUMBERED_BINDS)) {
        end = digit ? digits(start + 1) : name(start + 1);
        return PARAMETER;
      }
    }
    return mark();
  }

  private int atSign(char next) {
    if (next == '@' || (isNamePart(next) && !isDigit(next))) {
      end = name(start + 1);
      return PARAMETER;
    }
    return mark();
  }

  private int hash(char next) {
    if (dialect.has(Dialect.HASH_COMMENTS) || dialect.isUnsure(Dialect.HASH_COMMENTS)) {
      return perhapsComment(Dialect.HASH_COMMENTS);
    }
    return isNamePart(next) && !isDigit(next) ? word() : mark();
  }

  private int perhapsComment(int flag) {
    if (dialect.has(flag)) {
      return lineComment();
    }
    if (dialect.isUnsure(flag)) {
      end = UNCLOSED;
      return HIDDEN;
    }
    return mark();
  }

  private boolean isDashComment() {
    return !dialect.has(Dialect.SPACED_DASHES) || at(start + 2) <= ' ';
  }

  /** A comment to the end of the line. Systems differ in whether a return alone is such an end. */
  private int lineComment() {
    end = start + 1;
    while (end < length && sql.charAt(end) != '\n') {
      if (sql.charAt(end) == '\r' && at(end + 1) != '\n') {
        end = UNCLOSED;
        break;
      }
      end++;
    }
    return COMMENT;
  }

  private int blockComment() {
    boolean code = isCode();
    int depth = 1;
    int i = start + 2;
    end = UNCLOSED;
    while (i < length) {
      char c = sql.charAt(i);
      char d = at(i + 1);
      if (c == '*' && d == '/') {
        i += 2;
        if (--depth == 0) {
          end = i;
          break;
        }
      } else if (c == '/' && d == '*' && !isPlainInside()) {
        if (!dialect.has(Dialect.NESTED_COMMENTS)) {
          break;
        }
        depth++;
        i += 2;
      } else if (code && (c == '\'' || c == '"' || c == '`')) {
        break;
      } else {
        i++;
      }
    }
    return COMMENT;
  }

  private boolean isCode() {
    char c = at(start + 2);
    return dialect.has(Dialect.CODE_IN_COMMENTS)
        && (c == '!' || ((c == 'M' || c == 'm') && at(start + 3) == '!'));
  }

  /** Whether a comment's begin means nothing in a comment. */
  private boolean isPlainInside() {
    return !dialect.has(Dialect.NESTED_COMMENTS) && !dialect.isUnsure(Dialect.NESTED_COMMENTS);
  }

  /**
   * Digits, and all that clings to them: {@code 1e-5}, {@code 0xFF}, {@code 1_000}, {@code 12L}.
   */
  private int number(int from) {
    boolean hex = at(from) == '0' && lower(from + 1) == 'x';
    int i = from;
    while (i < length) {
      char c = sql.charAt(i);
      if (c != '.' && !isNamePart(c)) {
        boolean exponent = (c == '-' || c == '+') && !hex && i > from;
        if (!exponent || lower(i - 1) != 'e' || !isDigit(at(i + 1))) {
          break;
        }
      }
      i++;
    }
    end = i;
    return LITERAL;
  }

  /** Whether a sign belongs to the number after it: not in {@code a-1}. */
  private boolean isSign(int before, char previous, char next) {
    boolean digit = isDigit(next) || (next == '.' && isDigit(at(start + 2)));
    return digit && !endsName(before) && previous != ')' && previous != ']';
  }

  private static boolean endsName(int kind) {
    return kind == WORD || kind == QUOTED || kind == PARAMETER;
  }

  private int name(int from) {
    int i = from;
    while (i < length && isInName(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  private int digits(int from) {
    int i = from;
    while (i < length && isDigit(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean isInName(char c) {
    if (c == '#') {
      return !dialect.has(Dialect.HASH_COMMENTS) && !dialect.isUnsure(Dialect.HASH_COMMENTS);
    }
    return isNamePart(c) || c == '@';
  }

  private static boolean isNamePart(char c) {
    return isTagPart(c) || c == '$';
  }

  private static boolean isTagPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '_'
        || (c >= 0x80 && !isSpace(c) && Character.getType(c) != Character.CURRENCY_SYMBOL);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x80 && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  /** The small letter where a letter is, anything where none is. */
  private char lower(int i) {
    return (char) (at(i) | ' ');
  }

  private char at(int i) {
    return i < length ? sql.charAt(i) : '\0';
  }
}
