package dev.sonde.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent itself from a corner of the jar that no class path scanner looks into.
 *
 * <pre>
 *   dev/sonde/agent/…            on the application's class path
 *   dev/sonde/boot/…             defined in the boot loader, when they are needed
 *   sonde/dev/sonde/….classdata  here, with everything that the agent embeds
 * </pre>
 *
 * <p>Its parent is the platform's loader: it sees the JDK and nothing of the application. Its
 * classes have all permissions, should the application install a security manager.
 */
final class IsolatedLoader extends ClassLoader {

  static final String ROOT = "sonde/";
  private static final String PROBES = "dev/sonde/boot/";
  private static final String PROBE = "dev.sonde.boot.";
  private static final String SUFFIX = ".classdata";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  /** Defines the probes before it finds them. */
  private volatile @Nullable Function<String, @Nullable Class<?>> probes;

  IsolatedLoader(JarFile jar) {
    super(platformLoader());
    this.jar = jar;
    Permissions all = new Permissions();
    all.add(new AllPermission());
    this.domain = new ProtectionDomain(null, all);
  }

  /**
   * The parent of the JDK's loader for the class path, of which the agent's jar is a part. Where
   * another loader has the agent, the boot loader under a security manager or the application's own
   * system class loader, the JVM is asked; asking it always would bring up the JDK's annotations.
   */
  private static @Nullable ClassLoader platformLoader() {
    ClassLoader classPath = IsolatedLoader.class.getClassLoader();
    if (classPath != null && classPath.getClass().getClassLoader() == null) {
      return classPath.getParent();
    }
    try {
      return (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Says who knows the probes, which are not in the boot loader before they are needed. */
  void findProbesBy(Function<String, @Nullable Class<?>> finder) {
    probes = finder;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Function<String, @Nullable Class<?>> finder = name.startsWith(PROBE) ? probes : null;
    if (finder == null) {
      return super.loadClass(name, resolve);
    }
    Class<?> probe = finder.apply(name);
    if (probe == null) {
      throw new ClassNotFoundException(name);
    }
    return probe;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = read(jar, ROOT + name.replace('.', '/') + SUFFIX);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** Finds embedded resources, class files and those of the probes under their usual names. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    String hidden =
        name.endsWith(".class")
            ? ROOT + name.substring(0, name.length() - ".class".length()) + SUFFIX
            : ROOT + name;
    try {
      byte[] bytes = read(jar, name.startsWith(PROBES) ? name : hidden);
      if (bytes != null) {
        return new ByteArrayInputStream(bytes);
      }
    } catch (IOException e) {
      return null;
    }
    ClassLoader parent = getParent();
    return parent == null
        ? ClassLoader.getSystemResourceAsStream(name)
        : parent.getResourceAsStream(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.emptyEnumeration();
  }

  static byte @Nullable [] read(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      return null;
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      int length = 0;
      while (length < bytes.length) {
        int count = in.read(bytes, length, bytes.length - length);
        if (count < 0) {
          throw new IOException("truncated " + name);
        }
        length += count;
      }
    }
    return bytes;
  }
}
