package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/** The words of SQL that tell what a statement does to what. */
final class SqlKeywords {

  /** What a statement can begin with. */
  private static final String VERBS =
      "SELECT INSERT UPDATE DELETE MERGE REPLACE UPSERT CALL EXEC EXECUTE EXPLAIN DESCRIBE DESC"
          + " SHOW SET RESET BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE CREATE ALTER DROP"
          + " TRUNCATE RENAME COMMENT GRANT REVOKE DENY LOCK UNLOCK COPY UNLOAD LOAD VACUUM"
          + " ANALYZE REINDEX CLUSTER REFRESH OPTIMIZE DO DECLARE USE VALUES TABLE FETCH OPEN CLOSE"
          + " PREPARE DEALLOCATE LISTEN NOTIFY UNLISTEN CHECKPOINT DISCARD ATTACH DETACH PRAGMA"
          + " HANDLER FLUSH KILL SHUTDOWN BACKUP RESTORE PURGE PRINT WAITFOR END ABORT IMPORT EXPORT"
          + " SIGNAL UNDROP SYSTEM CONNECT DISCONNECT SCRIPT HELP XA ";

  /** What CREATE, ALTER, DROP and their like are of. */
  private static final String OBJECTS =
      "TABLES VIEW INDEX SEQUENCE SCHEMA DATABASE USER ROLE FUNCTION PROCEDURE TRIGGER TYPE DOMAIN"
          + " EXTENSION SYNONYM PACKAGE TABLESPACE SERVER POLICY RULE EVENT ALIAS PUBLICATION"
          + " SUBSCRIPTION COLLATION CAST AGGREGATE OPERATOR LOGIN STATISTICS STAGE STREAM TASK PIPE"
          + " WAREHOUSE SESSION LANGUAGE CONSTRAINT COLUMN DICTIONARY PROFILE ";

  /** What may stand between a verb and the kind of object. */
  private static final String OBJECT_MODIFIERS =
      "ON OR REPLACE TEMP TEMPORARY GLOBAL LOCAL UNLOGGED UNIQUE CLUSTERED NONCLUSTERED BITMAP"
          + " FULLTEXT SPATIAL MATERIALIZED FOREIGN EXTERNAL VIRTUAL CACHED MEMORY TRANSIENT DYNAMIC"
          + " HYBRID COLUMNSTORE FORCE EDITIONABLE NONEDITIONABLE PUBLIC PRIVATE FULL FREEZE VERBOSE"
          + " ANALYZE ANALYSE NO_WRITE_TO_BINLOG LOCAL IF ";

  /** What may stand before a table that is written to. */
  private static final String TABLE_MODIFIERS =
      "INTO IGNORE LOW_PRIORITY HIGH_PRIORITY DELAYED QUICK OVERWRITE ONLY ALL FIRST OR FAIL TOP"
          + " LATERAL ";

  /** What may stand before a name. */
  private static final String NAME_MODIFIERS =
      "IF NOT EXISTS CONCURRENTLY ONLY BODY RECURSIVE PROCEDURE ";

  /** What is never a name. */
  private static final String RESERVED =
      "SELECT VALUES WHERE SET FROM JOIN STRAIGHT_JOIN APPLY USING WITH ON AS GROUP ORDER HAVING"
          + " UNION INTERSECT EXCEPT RETURNING DELETE UPDATE INSERT INTO FOR IN LIMIT IMMEDIATE BY ";

  /** What ends a list of tables. */
  private static final String ENDS =
      "WHERE GROUP ORDER HAVING LIMIT OFFSET UNION INTERSECT EXCEPT MINUS WINDOW QUALIFY RETURNING"
          + " SET FOR VALUES CONNECT ";

  private static final String OTHERS =
      "DISTINCT TRANSACTION TRAN WORK DEFERRED EXCLUSIVE ISOLATION READ ATOMIC NULL IDENTIFIED"
          + " PASSWORD ROW VALUE OUT OUTPUT DEFAULT THEN TO";

  private static final int LONGEST = 18;

  /** Open addressing; a power of two, far from full. */
  private static final String[] TABLE = new String[1024];

  static {
    String all =
        VERBS
            + OBJECTS
            + OBJECT_MODIFIERS
            + TABLE_MODIFIERS
            + NAME_MODIFIERS
            + RESERVED
            + ENDS
            + OTHERS;
    int from = 0;
    while (from < all.length()) {
      int blank = all.indexOf(' ', from);
      int to = blank < 0 ? all.length() : blank;
      put(all.substring(from, to));
      from = to + 1;
    }
  }

  private SqlKeywords() {}

  private static void put(String word) {
    int slot = slot(word, 0, word.length());
    while (TABLE[slot] != null) {
      if (TABLE[slot].equals(word)) {
        return;
      }
      slot = (slot + 1) & (TABLE.length - 1);
    }
    TABLE[slot] = word;
  }

  /** The keyword in capitals that the characters are in any case, or null. */
  static @Nullable String of(CharSequence sql, int start, int end) {
    if (end - start > LONGEST) {
      return null;
    }
    int slot = slot(sql, start, end);
    String word = TABLE[slot];
    while (word != null && !isSame(word, sql, start, end)) {
      slot = (slot + 1) & (TABLE.length - 1);
      word = TABLE[slot];
    }
    return word;
  }

  private static int slot(CharSequence text, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + upper(text.charAt(i));
    }
    return (hash ^ hash >>> 10) & (TABLE.length - 1);
  }

  private static boolean isSame(String word, CharSequence text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (upper(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  static boolean isVerb(String keyword) {
    return isIn(VERBS, keyword);
  }

  static boolean isObject(String keyword) {
    return isIn(OBJECTS, keyword);
  }

  static boolean isObjectModifier(String keyword) {
    return isIn(OBJECT_MODIFIERS, keyword);
  }

  static boolean isTableModifier(String keyword) {
    return isIn(TABLE_MODIFIERS, keyword);
  }

  static boolean isNameModifier(String keyword) {
    return isIn(NAME_MODIFIERS, keyword);
  }

  static boolean isReserved(String keyword) {
    return isIn(RESERVED, keyword);
  }

  static boolean endsTables(String keyword) {
    return isIn(ENDS, keyword);
  }

  private static boolean isIn(String words, String keyword) {
    int at = words.indexOf(keyword);
    while (at >= 0) {
      int end = at + keyword.length();
      if (words.charAt(end) == ' ' && (at == 0 || words.charAt(at - 1) == ' ')) {
        return true;
      }
      at = words.indexOf(keyword, end);
    }
    return false;
  }
}
