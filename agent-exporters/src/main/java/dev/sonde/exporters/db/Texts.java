package dev.sonde.exporters.db;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of texts, for a bounded number of them. What is asked for stays, also where an
 * application makes new texts without end.
 *
 * <p>There are two generations. New texts, and old ones that are asked for, are in the young one;
 * when that is full it becomes the old one, and what nobody asked for meanwhile is gone. To find a
 * text takes no lock.
 */
final class Texts<T> {

  private static final int MOST = 500;
  private static final int MOST_CHARACTERS = 1 << 16;

  /** A longer text is not kept. */
  private static final int LONGEST = 8192;

  private volatile Map<String, T> young = new ConcurrentHashMap<>();
  private volatile Map<String, T> old = new ConcurrentHashMap<>();
  private final AtomicLong characters = new AtomicLong();

  @Nullable T get(String text) {
    T known = young.get(text);
    if (known != null) {
      return known;
    }
    T aged = old.get(text);
    if (aged != null) {
      put(text, aged);
    }
    return aged;
  }

  void put(String text, T value) {
    if (text.length() > LONGEST) {
      return;
    }
    Map<String, T> now = young;
    if (now.size() >= MOST || characters.addAndGet(text.length()) > MOST_CHARACTERS) {
      now = next(now);
    }
    now.put(text, value);
  }

  @SuppressWarnings("ReferenceEquality") // whether another thread was first
  private synchronized Map<String, T> next(Map<String, T> full) {
    if (young == full) {
      old = full;
      young = new ConcurrentHashMap<>();
      characters.set(0);
    }
    return young;
  }

  int size() {
    return young.size() + old.size();
  }
}
