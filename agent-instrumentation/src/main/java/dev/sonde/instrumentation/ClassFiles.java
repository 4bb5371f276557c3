package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds class files as a class loader's resources; no class is loaded for it. */
final class ClassFiles {

  private static final int PIECE = 8192;

  /** A loader of the application's gives nothing out, as those of stopped applications do. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(RuntimeException reason) {
      super(reason);
    }
  }

  private final ClassLoader loader;

  /**
   * @param loader null for the boot loader
   */
  ClassFiles(@Nullable ClassLoader loader) {
    this.loader = loader == null ? BootLoader.INSTANCE : loader;
  }

  /**
   * The class file of a type.
   *
   * @param internalName as in {@code java/lang/Object}
   * @return null where there is none
   */
  byte @Nullable [] read(String internalName) throws IOException {
    try (InputStream in = open(internalName + ".class")) {
      return in == null ? null : drain(in);
    }
  }

  /** All that is left in a stream. */
  static byte[] drain(InputStream in) throws IOException {
    byte[] bytes = new byte[PIECE];
    int length = 0;
    for (int read = in.read(bytes);
        read >= 0;
        read = in.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private @Nullable InputStream open(String resource) {
    try {
      return loader.getResourceAsStream(resource);
    } catch (RuntimeException e) {
      throw new Refused(e);
    }
  }

  /**
   * Finds what the boot loader has. The system class loader would ask it, too, but may be a class
   * of the application.
   */
  private static final class BootLoader extends ClassLoader {
    static final ClassLoader INSTANCE = new BootLoader();

    private BootLoader() {
      super(null);
    }
  }
}
