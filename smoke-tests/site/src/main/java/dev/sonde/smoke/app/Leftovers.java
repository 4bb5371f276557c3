package dev.sonde.smoke.app;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The threads that still have a context of the agent's, other than the calling one. Newer JDKs must
 * open {@code java.lang} for it.
 */
final class Leftovers {

  private Leftovers() {}

  static List<String> threads() {
    List<String> threads = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread() && hasContext(thread)) {
        threads.add(thread.getName());
      }
    }
    return threads;
  }

  private static boolean hasContext(Thread thread) {
    try {
      Object map = field(Thread.class, "inheritableThreadLocals").get(thread);
      if (map == null) {
        return false;
      }
      Object table = field(map.getClass(), "table").get(map);
      for (int i = 0; i < Array.getLength(table); i++) {
        Object entry = Array.get(table, i);
        Object cell = entry == null ? null : field(entry.getClass(), "value").get(entry);
        if (cell != null
            && cell.getClass().getName().equals("dev.sonde.boot.Current")
            && field(cell.getClass(), "context").get(cell) != null) {
          return true;
        }
      }
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
