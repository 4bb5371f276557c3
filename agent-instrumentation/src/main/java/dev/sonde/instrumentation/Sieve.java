package dev.sonde.instrumentation;

import dev.sonde.core.BootClasses;
import dev.sonde.core.Families;
import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import dev.sonde.instrumentation.loaders.Modular;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of every class that the JVM loads and lets almost all of them pass: one look-up
 * of the name in a table. Only a name in the table wakes the weaver.
 *
 * <p>It holds no lock and loads nothing for a class that is not ours.
 */
final class Sieve implements ClassFileTransformer {

  /** A class to weave and the library that it belongs to. */
  static final class Entry {
    final Library library;
    final Target target;

    Entry(Library library, Target target) {
      this.library = library;
      this.target = target;
    }
  }

  /** The library that lets classes in modular loaders see the probes. */
  private static final String LOADERS = "loaders";

  private final Map<String, Entry> table;
  private final Roles roles;
  private final Ancestors ancestors;
  private final Globs excluded;
  private final Families families;
  private final SelfStats stats;
  private final ClassLoader own;

  private volatile boolean hasCarriers;
  private final Modular modular = new Modular();

  /** False when classes in modular loaders can't see the probes. */
  private volatile boolean showsProbes;

  /** What was woven on loading, kept until the classes that were there before are woven, too. */
  private volatile @Nullable Queue<Woven> wovenOnLoading = new ConcurrentLinkedQueue<>();

  /**
   * @param table by internal name, {@code java/lang/Object}
   * @param families begin when the first of their classes is woven
   */
  Sieve(Map<String, Entry> table, Roles roles, Globs excluded, Families families, SelfStats stats) {
    this.table = table;
    this.roles = roles;
    this.ancestors = new Ancestors(table, roles, excluded);
    this.excluded = excluded;
    this.families = families;
    this.stats = stats;
    this.own = Sieve.class.getClassLoader();
    this.showsProbes = contains(table, LOADERS);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    stats.classSeen();
    if (name == null) {
      return null;
    }
    Entry entry = table.get(name);
    if (entry == null && roles.concern(name) && loader != own) {
      entry = role(loader, name, bytes);
    }
    return entry == null || loader == own ? null : weave(entry, loader, name, loaded, bytes);
  }

  /** The role that a class plays, read from class files with the agent's own permissions. */
  private @Nullable Entry role(
      final @Nullable ClassLoader loader, final String name, final byte[] bytes) {
    try {
      return AccessController.doPrivileged(
          new PrivilegedAction<@Nullable Entry>() {
            @Override
            public @Nullable Entry run() {
              return roles.of(loader, name, bytes);
            }
          });
    } catch (RuntimeException | LinkageError e) {
      Log.debug(name + " is left alone: its super types can't be read (" + e + ").");
      return null;
    }
  }

  private static boolean contains(Map<String, Entry> table, String library) {
    for (Entry entry : table.values()) {
      if (entry.library.name().equals(library)) {
        return true;
      }
    }
    return false;
  }

  /** True for a class that {@link #transform} would give to the weaver. */
  boolean knows(Class<?> type) {
    return table.containsKey(type.getName().replace('.', '/')) || roles.isPlayedBy(type);
  }

  /** True for a class that the weaver has had already when it was loaded. */
  boolean hasWoven(Class<?> type) {
    Queue<Woven> known = wovenOnLoading;
    if (known != null) {
      for (Woven woven : known) {
        if (woven.loader == type.getClassLoader() && woven.className.equals(type.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  /** True when classes have got members that they can't lose. */
  boolean hasCarriers() {
    return hasCarriers;
  }

  /** Called when all classes are woven that were there before. */
  void forgetWoven() {
    wovenOnLoading = null;
  }

  private void remember(@Nullable ClassLoader loader, String className) {
    Queue<Woven> known = wovenOnLoading;
    if (known != null) {
      known.add(new Woven(loader, className));
    }
  }

  /** A class by its loader and name, while it is not a class yet. */
  private static final class Woven {
    final @Nullable ClassLoader loader;
    final String className;

    Woven(@Nullable ClassLoader loader, String className) {
      this.loader = loader;
      this.className = className;
    }
  }

  private byte @Nullable [] weave(
      Entry entry,
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> loaded,
      byte[] bytes) {
    String module = entry.library.name();
    String className = name.replace('/', '.');
    if (excluded.matches(className)) {
      Log.debug(className + " is not woven: sonde.exclude.classes says so.");
      return null;
    }
    if (!showsProbes && modular.includes(loader)) {
      Log.warnOnce(
          "modular " + className,
          className + " is left as it is: its loader hides the agent, and " + LOADERS + " is off.");
      return null;
    }
    long startedAt = System.nanoTime();
    try {
      boolean mayAdd = mayAdd(entry.target, loader, loaded, bytes);
      byte[] woven =
          weaveWithOwnPermissions(
              new Weaver(entry.target, className, module, loader, bytes, mayAdd),
              entry.library.family());
      if (woven == null) {
        Log.debug(className + " is not the one that " + module + " has; it is left alone.");
        return null;
      }
      long nanos = System.nanoTime() - startedAt;
      if (loaded == null) {
        remember(loader, className);
      }
      hasCarriers |= mayAdd && entry.target.isCarrying();
      stats.classWoven(module, nanos);
      if (Log.isDebug()) {
        Log.debug(
            className
                + " in "
                + loader
                + " is woven for "
                + module
                + " in "
                + nanos / 1000
                + " µs.");
      }
      return woven;
    } catch (ShapeMismatch e) {
      showsProbes &= !module.equals(LOADERS);
      stats.module(module, SelfStats.ModuleState.FAILED);
      Log.warnOnce(
          module + e.getMessage(),
          "This version of "
              + module
              + " is not known ("
              + e.getMessage()
              + "); "
              + className
              + " is left as it is.");
    } catch (ClassFiles.Refused e) {
      if (loaded == null) {
        failed(module, className, e);
      } else {
        Log.debug(className + " in " + loader + " is left as it is: " + e.getCause());
      }
    } catch (Throwable e) {
      failed(module, className, e);
    }
    return null;
  }

  /** The JVM would ignore it in silence; the class stays as it is. */
  private void failed(String module, String className, Throwable failure) {
    showsProbes &= !module.equals(LOADERS);
    stats.error(module, SelfStats.Phase.TRANSFORM);
    Log.errorOnce(
        "weave " + className, className + " can't be woven; it is left as it is.", failure);
  }

  /** Whether the class may get members: a loaded one has those that it has. */
  private boolean mayAdd(
      Target target,
      final @Nullable ClassLoader loader,
      @Nullable Class<?> loaded,
      final byte[] bytes)
      throws Exception {
    if (loaded != null || !target.isCarrying()) {
      return loaded == null || CarrierKeeper.isCarrier(loaded);
    }
    try {
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<Boolean>() {
            @Override
            public Boolean run() throws IOException {
              return !ancestors.carry(loader, bytes);
            }
          });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  /** The application's code that loads the class is on the stack, with fewer permissions. */
  private byte @Nullable [] weaveWithOwnPermissions(final Weaver weaver, final String family)
      throws Exception {
    try {
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<byte @Nullable []>() {
            @Override
            public byte @Nullable [] run() throws Exception {
              byte[] woven = weaver.weave();
              if (woven != null) {
                BootClasses.need(weaver.probes());
                families.begin(family);
              }
              return woven;
            }
          });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }
}
