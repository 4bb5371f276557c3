package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** Finds the probes for class loaders that do not ask the boot loader themselves. */
public final class BootDelegation {

  private static final String PACKAGE = "dev.sonde.boot.";

  private BootDelegation() {}

  /** The probe class of this name, or null when the name is none of ours. */
  public static @Nullable Class<?> find(String name) {
    if (!name.startsWith(PACKAGE)) {
      return null;
    }
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
