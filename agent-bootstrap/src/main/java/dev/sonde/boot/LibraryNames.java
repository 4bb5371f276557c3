package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The {@link HttpServerProbe#fields} as a library has names of headers, so that nobody has to make
 * them for each request. Kept with the library's own class of them, and let go with it.
 */
final class LibraryNames {

  /** How many sets of fields are kept; past it, as after several attaches, it begins anew. */
  private static final int MOST = 8;

  private static final ClassValue<LibraryNames> OF =
      new ClassValue<LibraryNames>() {
        @Override
        protected LibraryNames computeValue(Class<?> type) {
          return new LibraryNames();
        }
      };

  private volatile @Nullable Kept kept;

  private LibraryNames() {}

  static LibraryNames of(Class<?> type) {
    return OF.get(type);
  }

  /** The names of these fields, or null when nobody has made them. */
  @SuppressWarnings("ReferenceEquality") // whether they are the very same
  Object @Nullable [] get(String[] fields) {
    for (Kept each = kept; each != null; each = each.older) {
      if (each.fields == fields) {
        return each.names;
      }
    }
    return null;
  }

  void keep(String[] fields, Object[] names) {
    Kept older = kept;
    kept = new Kept(fields, names, older != null && older.depth < MOST ? older : null);
  }

  private static final class Kept {
    final String[] fields;
    final Object[] names;
    final @Nullable Kept older;
    final int depth;

    Kept(String[] fields, Object[] names, @Nullable Kept older) {
      this.fields = fields;
      this.names = names;
      this.older = older;
      this.depth = older == null ? 1 : older.depth + 1;
    }
  }
}
