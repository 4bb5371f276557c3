package dev.sonde.instrumentation.loaders;

import dev.sonde.instrumentation.Target;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which class loaders hide the boot loader's packages from their classes, so that what is woven
 * there sees the probes only if the loader itself is woven.
 */
public final class Modular {

  private final Set<String> names = new HashSet<>();

  public Modular() {
    for (Target target : new ModularLoaders().targets()) {
      names.add(target.className());
    }
  }

  /** Whether a loader is one of them. */
  public boolean includes(@Nullable ClassLoader loader) {
    Class<?> type = loader == null ? null : loader.getClass();
    while (type != null && type != ClassLoader.class) {
      if (names.contains(type.getName())) {
        return true;
      }
      type = type.getSuperclass();
    }
    return false;
  }
}
