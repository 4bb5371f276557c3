package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The {@link HttpServerProbe#fields} as a library has names of headers, so that nobody has to make
 * them for each request. Kept with the library's own class of them, and let go with it.
 */
final class LibraryNames {

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
    Kept found = kept;
    return found != null && found.fields == fields ? found.names : null;
  }

  void keep(String[] fields, Object[] names) {
    kept = new Kept(fields, names);
  }

  private static final class Kept {
    final String[] fields;
    final Object[] names;

    Kept(String[] fields, Object[] names) {
      this.fields = fields;
      this.names = names;
    }
  }
}
