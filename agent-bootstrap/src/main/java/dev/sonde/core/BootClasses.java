package dev.sonde.core;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Puts the probes into the boot loader.
 *
 * <p>They are defined there one by one through the JDK's internal {@code Unsafe}. The documented
 * way, appending a jar to the boot loader's search path, makes HotSpot give up class-data sharing
 * for the application; it is taken only where the other one fails.
 *
 * <p>The {@code Unsafe} is exported to the module of the isolated loader, in which this class is,
 * so that the application gets no access to it.
 */
public final class BootClasses {

  /** Names the classes, super types first; written when the jar is assembled. */
  private static final String INDEX = "META-INF/sonde/boot-classes";

  private BootClasses() {}

  /** Defines what is not defined yet; called by the launcher, by reflection. */
  public static void define(JarFile jar, Instrumentation instrumentation) throws IOException {
    List<String> names = names(jar);
    if (isDefined(names.get(names.size() - 1))) {
      return;
    }
    try {
      Definer definer = Definer.open(instrumentation);
      for (String name : names) {
        definer.define(name, read(jar, name.replace('.', '/') + ".class"));
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
  }

  private static boolean isDefined(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new FileNotFoundException(name);
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  private static List<String> names(JarFile jar) throws IOException {
    ZipEntry index = jar.getEntry(INDEX);
    if (index == null) {
      throw new FileNotFoundException(INDEX);
    }
    List<String> names = new ArrayList<>();
    try (InputStream in = jar.getInputStream(index);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, "UTF-8"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          names.add(line);
        }
      }
    }
    return names;
  }

  /** The internal {@code defineClass} that takes a null loader. */
  private static final class Definer {
    private final Object unsafe;
    private final Method defineClass;

    private Definer(Object unsafe) throws NoSuchMethodException {
      this.unsafe = unsafe;
      this.defineClass =
          unsafe
              .getClass()
              .getMethod(
                  "defineClass",
                  String.class,
                  byte[].class,
                  int.class,
                  int.class,
                  ClassLoader.class,
                  ProtectionDomain.class);
    }

    static Definer open(Instrumentation instrumentation) throws ReflectiveOperationException {
      if (System.getProperty("java.specification.version").startsWith("1.")) {
        Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return new Definer(field.get(null));
      }
      export(instrumentation);
      Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
      return new Definer(unsafe.getMethod("getUnsafe").invoke(null));
    }

    /** Exports {@code jdk.internal.misc} to the agent's own module alone. */
    private static void export(Instrumentation instrumentation)
        throws ReflectiveOperationException {
      Class<?> module = Class.forName("java.lang.Module");
      Method getModule = Class.class.getMethod("getModule");
      Instrumentation.class
          .getMethod(
              "redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
          .invoke(
              instrumentation,
              getModule.invoke(Object.class),
              Collections.emptySet(),
              Collections.singletonMap(
                  "jdk.internal.misc", Collections.singleton(getModule.invoke(Definer.class))),
              Collections.emptyMap(),
              Collections.emptySet(),
              Collections.emptyMap());
    }

    void define(String name, byte[] bytes) throws ReflectiveOperationException {
      try {
        defineClass.invoke(unsafe, name, bytes, 0, bytes.length, null, null);
      } catch (InvocationTargetException e) {
        if (!isDefined(name)) {
          throw e;
        }
      }
    }
  }
}
