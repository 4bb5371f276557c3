package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.utility.StreamDrainer;
import org.jspecify.annotations.Nullable;

/** Finds class files as a class loader's resources; no class is loaded for it. */
final class ClassFiles implements ClassFileLocator {

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

  @Override
  public Resolution locate(String name) throws IOException {
    try (InputStream in = open(name.replace('.', '/') + ".class")) {
      return in == null
          ? new Resolution.Illegal(name)
          : new Resolution.Explicit(StreamDrainer.DEFAULT.drain(in));
    }
  }

  private @Nullable InputStream open(String resource) {
    try {
      return loader.getResourceAsStream(resource);
    } catch (RuntimeException e) {
      throw new Refused(e);
    }
  }

  @Override
  public void close() {}

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
