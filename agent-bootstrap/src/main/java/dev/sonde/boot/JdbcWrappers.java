package dev.sonde.boot;

/**
 * Which classes of statements only hand on what they are asked for to another library's: a pool's,
 * a spy's. What they hand it to is measured, not they.
 *
 * <p>Most are known by name and not woven at all. One that is not shows itself at its first
 * execution, inside of which a statement of another library is executed.
 */
final class JdbcWrappers {

  /** Kept with the classes, so that none of an application's is kept by the agent. */
  private static final ClassValue<boolean[]> KNOWN =
      new ClassValue<boolean[]>() {
        @Override
        protected boolean[] computeValue(Class<?> type) {
          return new boolean[1];
        }
      };

  private JdbcWrappers() {}

  static boolean includes(Class<?> type) {
    return KNOWN.get(type)[0];
  }

  static void add(Class<?> type) {
    KNOWN.get(type)[0] = true;
  }

  /** Whether two classes are of one library, as far as the first two parts of their names tell. */
  static boolean areOfOneLibrary(Class<?> one, Class<?> other) {
    if (one == other) {
      return true;
    }
    String a = one.getName();
    String b = other.getName();
    int dots = 0;
    for (int i = 0; i < a.length() && i < b.length(); i++) {
      char c = a.charAt(i);
      if (c != b.charAt(i)) {
        return false;
      }
      if (c == '.' && ++dots == 2) {
        return true;
      }
    }
    return false;
  }
}
