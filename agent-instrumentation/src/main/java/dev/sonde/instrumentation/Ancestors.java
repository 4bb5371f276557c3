package dev.sonde.instrumentation;

import java.io.IOException;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Knows of a class whether one that it extends carries already. Its objects have a field then; with
 * one more, the interface of both would be twice among all that an object has, and an application
 * that makes a proxy with all of those could not.
 */
final class Ancestors {

  private static final int DEEPEST = 32;

  private final Map<String, Sieve.Entry> table;
  private final Roles roles;
  private final Globs excluded;

  Ancestors(Map<String, Sieve.Entry> table, Roles roles, Globs excluded) {
    this.table = table;
    this.roles = roles;
    this.excluded = excluded;
  }

  /** Read from class files: nothing is loaded. */
  boolean carry(@Nullable ClassLoader loader, byte[] bytes) throws IOException {
    ClassFiles files = new ClassFiles(loader);
    String name = new ClassReader(bytes).getSuperName();
    for (int depth = 0; depth < DEEPEST && name != null && !name.startsWith("java/"); depth++) {
      byte[] found = files.read(name);
      if (found == null) {
        return false;
      }
      if (carries(loader, name, found)) {
        return true;
      }
      name = new ClassReader(found).getSuperName();
    }
    return false;
  }

  private boolean carries(@Nullable ClassLoader loader, String name, byte[] bytes)
      throws IOException {
    Sieve.Entry entry = table.get(name);
    if (entry == null && roles.concern(name)) {
      entry = roles.of(loader, name, bytes);
    }
    String className = name.replace('/', '.');
    return entry != null
        && entry.target.isCarrying()
        && !excluded.matches(className)
        && new Weaver(entry.target, className, "", loader, bytes, true).isMeant();
  }
}
