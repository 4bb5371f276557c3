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
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Puts the probes into the boot loader: each when something is about to use it, and before anybody
 * can, all that it names itself. What no class of the application needs is never loaded.
 *
 * <p>They are defined there one by one through the JDK's internal {@code Unsafe}. The documented
 * way, appending a jar to the boot loader's search path, makes HotSpot give up class-data sharing
 * for the application; it is taken only where the other one fails.
 *
 * <p>The {@code Unsafe} is exported to the module of the isolated loader, in which this class is,
 * so that the application gets no access to it.
 */
public final class BootClasses implements Function<String, @Nullable Class<?>> {

  /**
   * A line for each class, super types first: its name, and those that it names; without the
   * package. Written when the jar is assembled.
   */
  private static final String INDEX = "META-INF/sonde/boot-classes";

  private static final String PACKAGE = "dev.sonde.boot.";

  /** A class of the jar that the boot loader has where the jar is in its search path. */
  private static final String IN_JAR = "dev.sonde.agent.Launcher";

  /** The ones of this agent; null where the probes are classes like all others, as in tests. */
  private static volatile @Nullable BootClasses known;

  private final JarFile jar;
  private final Instrumentation instrumentation;

  /** The classes that are not defined yet, each with those that it names. */
  private final Map<String, String> waiting;

  private @Nullable Definer definer;

  private BootClasses(JarFile jar, Instrumentation instrumentation) throws IOException {
    this.jar = jar;
    this.instrumentation = instrumentation;
    this.waiting = find(IN_JAR) == null ? index(jar) : new HashMap<String, String>();
  }

  /**
   * Makes the probes ready to be defined; called by the launcher, by reflection.
   *
   * @return finds a probe by its class's full name, null for none
   */
  public static Function<String, @Nullable Class<?>> open(
      JarFile jar, Instrumentation instrumentation) throws IOException {
    BootClasses opened = new BootClasses(jar, instrumentation);
    known = opened;
    return opened;
  }

  /**
   * Defines probes that woven code is about to use.
   *
   * @param names without the package
   */
  public static void need(Collection<String> names) {
    BootClasses opened = known;
    if (opened != null) {
      for (String name : names) {
        opened.ensure(name);
      }
    }
  }

  /** Finds a probe, with the agent's own permissions: who asks may be anywhere. */
  @Override
  public @Nullable Class<?> apply(final String name) {
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Class<?>>() {
          @Override
          public @Nullable Class<?> run() {
            ensure(name.substring(PACKAGE.length()));
            return find(name);
          }
        });
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Under a lock: nobody may find a class while those are missing that it needs. */
  private synchronized void ensure(String name) {
    if (!waiting.containsKey(name)) {
      return;
    }
    Set<String> needed = new HashSet<>();
    collect(name, needed);
    try {
      define(needed);
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
      waiting.clear();
    }
  }

  /** Adds a class and, from there on, each one that is named and not defined yet. */
  private void collect(String name, Set<String> into) {
    String named = waiting.get(name);
    if (named != null && into.add(name)) {
      int start = 0;
      while (start < named.length()) {
        int end = named.indexOf(' ', start);
        end = end < 0 ? named.length() : end;
        collect(named.substring(start, end), into);
        start = end + 1;
      }
    }
  }

  private void define(Set<String> needed) throws ReflectiveOperationException, IOException {
    Definer open = definer;
    if (open == null) {
      open = Definer.open(instrumentation);
      definer = open;
    }
    for (String name : waiting.keySet()) {
      if (needed.contains(name)) {
        String full = PACKAGE + name;
        open.define(full, read(jar, full.replace('.', '/') + ".class"));
      }
    }
    // Not before: what is torn off half way is owed to whoever comes next.
    waiting.keySet().removeAll(needed);
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

  private static Map<String, String> index(JarFile jar) throws IOException {
    ZipEntry index = jar.getEntry(INDEX);
    if (index == null) {
      throw new FileNotFoundException(INDEX);
    }
    Map<String, String> classes = new LinkedHashMap<>(512);
    try (InputStream in = jar.getInputStream(index);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, "UTF-8"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        if (space > 0) {
          classes.put(line.substring(0, space), line.substring(space + 1));
        } else if (!line.isEmpty()) {
          classes.put(line, "");
        }
      }
    }
    return classes;
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

    /**
     * An agent that was here before a detach may have defined it already. That an application's
     * stack or heap is full says nothing of the way.
     */
    void define(String name, byte[] bytes) throws ReflectiveOperationException {
      try {
        defineClass.invoke(unsafe, name, bytes, 0, bytes.length, null, null);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof VirtualMachineError) {
          throw (VirtualMachineError) e.getCause();
        }
        if (find(name) == null) {
          throw e;
        }
      }
    }
  }
}
