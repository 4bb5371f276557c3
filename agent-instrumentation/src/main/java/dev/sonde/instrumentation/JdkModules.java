package dev.sonde.instrumentation;

import dev.sonde.boot.Carrier;
import dev.sonde.core.Log;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own modules. The JVM lets them see the probes once it has woven one of their classes,
 * which is too late for a class that implements an interface of the probes'.
 */
final class JdkModules {

  private JdkModules() {}

  /**
   * Lets modules see the probes, as far as there are modules.
   *
   * @return whether they do; where not, their classes can't implement what is there
   */
  static boolean seeProbes(Instrumentation instrumentation, Collection<String> names) {
    if (names.isEmpty() || System.getProperty("java.specification.version").startsWith("1.")) {
      return true;
    }
    try {
      Class<?> layer = Class.forName("java.lang.ModuleLayer");
      Object boot = layer.getMethod("boot").invoke(null);
      Object probes = Class.class.getMethod("getModule").invoke(Carrier.class);
      for (String name : names) {
        Object module =
            ((Optional<?>) layer.getMethod("findModule", String.class).invoke(boot, name))
                .orElse(null);
        if (module != null) {
          see(instrumentation, module, probes);
        }
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Log.debug("The JDK's modules can't be told of the probes (" + e + ").");
      return false;
    }
  }

  private static void see(Instrumentation instrumentation, Object module, @Nullable Object probes)
      throws ReflectiveOperationException {
    Instrumentation.class
        .getMethod(
            "redefineModule",
            Class.forName("java.lang.Module"),
            Set.class,
            Map.class,
            Map.class,
            Set.class,
            Map.class)
        .invoke(
            instrumentation,
            module,
            Collections.singleton(probes),
            Collections.emptyMap(),
            Collections.emptyMap(),
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
