package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;

/** Loads a library, woven or not, and lets the JVM's verifier look at its classes. */
abstract class VerifyingLoader extends URLClassLoader {

  VerifyingLoader(URL[] library) {
    super(library, ClassLoader.getPlatformClassLoader());
  }

  /** What becomes of a class. */
  abstract byte[] woven(String name, byte[] bytes) throws Exception;

  /**
   * Fails with what the verifier has to say.
   *
   * @return false where a class can't be linked, for it needs one that is not there
   */
  final boolean verify(String name) {
    try {
      // Verifies, but does not initialize.
      return Class.forName(name, false, this).getDeclaredMethods().length >= 0;
    } catch (NoClassDefFoundError | ClassNotFoundException | IncompatibleClassChangeError e) {
      return false;
    }
  }

  /** Neither sealed nor signed, as classes would be that are defined by their jars. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith("dev.sonde.")) {
      // What the agent gives to all loaders.
      return Objects.requireNonNull(VerifyingLoader.class.getClassLoader()).loadClass(name);
    }
    byte[] bytes = woven(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] woven(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return woven(name, in.readAllBytes());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    } catch (ClassNotFoundException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(name, e);
    }
  }
}
