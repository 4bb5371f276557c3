package dev.sonde.exporters.db;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the queries that are used, by the query; bounded in number and in characters.
 *
 * <p>There are two generations. Who is used is put into the young one; when that is full, it
 * becomes the old one, and the old one is dropped with all that has not been used since. A hit in
 * the young one takes no lock and writes nothing.
 */
final class SqlTexts {

  /** Longer queries are read each time. */
  static final int LONGEST = 8192;

  private static final int MOST_TEXTS = 500;
  private static final int MOST_CHARACTERS = 1 << 19;

  private final Dialect dialect;
  private final int most;
  private volatile Generation young = new Generation(null);

  SqlTexts(Dialect dialect) {
    this(dialect, SqlText.MOST);
  }

  /** Makes one whose texts have {@code most} characters at most. */
  SqlTexts(Dialect dialect, int most) {
    this.dialect = dialect;
    this.most = most;
  }

  SqlText get(@Nullable String sql) {
    if (sql == null || sql.length() > LONGEST) {
      return SqlText.of(sql, dialect, most);
    }
    Generation generation = young;
    SqlText text = generation.texts.get(sql);
    return text != null ? text : miss(generation, sql);
  }

  private SqlText miss(Generation generation, String sql) {
    Generation old = generation.old;
    SqlText text = old == null ? null : old.texts.get(sql);
    if (text == null) {
      text = SqlText.of(sql, dialect, most);
    }
    SqlText other = generation.texts.putIfAbsent(sql, text);
    if (other != null) {
      return other;
    }
    int characters = sql.length() + text.text().length();
    boolean full = generation.count.incrementAndGet() >= MOST_TEXTS;
    full |= generation.characters.addAndGet(characters) >= MOST_CHARACTERS;
    if (full) {
      age(generation);
    }
    return text;
  }

  private synchronized void age(Generation full) {
    if (young == full) {
      young = new Generation(full);
      full.old = null;
    }
  }

  /** The queries that are held. */
  int size() {
    Generation generation = young;
    Generation old = generation.old;
    return generation.texts.size() + (old == null ? 0 : old.texts.size());
  }

  private static final class Generation {

    final ConcurrentHashMap<String, SqlText> texts = new ConcurrentHashMap<>();
    final AtomicInteger count = new AtomicInteger();
    final AtomicInteger characters = new AtomicInteger();

    volatile @Nullable Generation old;

    Generation(@Nullable Generation old) {
      this.old = old;
    }
  }
}
