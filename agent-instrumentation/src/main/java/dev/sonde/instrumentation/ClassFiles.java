package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.utility.StreamDrainer;
import org.jspecify.annotations.Nullable;

/** Finds class files as a class loader's resources; no class is loaded for it. */
final class ClassFiles implements ClassFileLocator {

  private final ClassLoader loader;

  /**
   * @param loader null for the boot loader
   */
  ClassFiles(@Nullable ClassLoader loader) {
    this.loader = loader == null ? BootLoader.INSTANCE : loader;
  }

  @Override
  public Resolution locate(String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null
          ? new Resolution.Illegal(name)
          : new Resolution.Explicit(StreamDrainer.DEFAULT.drain(in));
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
