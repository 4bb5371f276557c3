package dev.sonde.exporters.db;

import org.jspecify.annotations.Nullable;

/** The operations and targets of a query, in its order: {@code INSERT a SELECT b}. */
final class SqlSummary {

  static final int MOST = 255;

  private final StringBuilder out = new StringBuilder();
  private boolean full;

  /** Of the statement that is read, and the first one in it, whatever that is. */
  private @Nullable String statement;

  private @Nullable String first;
  private @Nullable String operation;
  private boolean manyOperations;

  private @Nullable String collection;
  private boolean manyCollections;
  private @Nullable String procedure;
  private boolean manyProcedures;

  private int mark = -1;
  private @Nullable String collectionAtMark;

  boolean isFull() {
    return full;
  }

  /** Adds an operation as the query writes it, and in capitals; a main one names the statement. */
  void operation(CharSequence written, String name, boolean main) {
    write(written);
    first = first == null ? name : first;
    statement = main && statement == null ? name : statement;
  }

  /** Adds what an operation is of: {@code CREATE TABLE}. */
  void object(CharSequence written, String operation, String kind) {
    write(written);
    if (operation.equals(statement)) {
      statement = operation + " " + kind;
    }
  }

  void collection(String name) {
    write(name);
    manyCollections |= collection != null && !collection.equals(name);
    collection = name;
  }

  void procedure(String name) {
    write(name);
    manyProcedures |= procedure != null && !procedure.equals(name);
    procedure = name;
  }

  /** Adds what is neither of the two; then the query is not about one collection. */
  void other(String name) {
    write(name);
    manyCollections = true;
  }

  /** Marks the place after which collections may turn out to be aliases. */
  void mark() {
    mark = out.length();
    collectionAtMark = collection;
  }

  /** Forgets the collections since the mark. */
  void reset() {
    if (mark >= 0 && !full) {
      out.setLength(mark);
      collection = collectionAtMark;
    }
    mark = -1;
  }

  void endStatement() {
    String ended = statement == null ? first : statement;
    if (ended != null) {
      manyOperations |= operation != null && !operation.equals(ended);
      operation = ended;
    }
    statement = null;
    first = null;
    mark = -1;
  }

  /** Never ends in a part of a name. */
  private void write(CharSequence word) {
    int blank = out.length() == 0 ? 0 : 1;
    if (full || out.length() + blank + word.length() > MOST) {
      full = true;
    } else {
      if (blank > 0) {
        out.append(' ');
      }
      out.append(word);
    }
  }

  /** The operation, where all statements have the same one. */
  @Nullable String operation() {
    return manyOperations ? null : operation;
  }

  /** The collection, where there is one alone. */
  @Nullable String collection() {
    return manyCollections || full ? null : collection;
  }

  @Nullable String procedure() {
    return manyProcedures || full ? null : procedure;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
