package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A JVM without some modules, as a class loader that does not find their classes. */
class SmallJvmTest {

  @Test
  void withoutManagementThereAreThreadsProcessAndUptime() throws Exception {
    Map<String, Double> told = told("java.lang.management.", "javax.management.", "com.sun.");
    assertThat(told.keySet())
        .contains("jvm.cpu.count[]", "process.uptime[]", "process.memory.usage[]")
        .anyMatch(series -> series.startsWith("jvm.thread.count["))
        .noneMatch(series -> series.startsWith("jvm.memory"))
        .noneMatch(series -> series.startsWith("sonde.self.errors["))
        .doesNotContain("sonde.self.cpu.time[]", "jvm.cpu.time[]");
  }

  @Test
  void withoutTheJdksOwnManagementTheRestOfTheJvmIsTold() throws Exception {
    Map<String, Double> told = told("com.sun.management.");
    assertThat(told.keySet())
        .contains("jvm.class.count[]", "sonde.jvm.threads.deadlocked[]", "process.uptime[]")
        .anyMatch(series -> series.startsWith("jvm.memory.used["))
        .noneMatch(series -> series.startsWith("sonde.self.errors["))
        .doesNotContain("jvm.cpu.time[]", "jvm.file_descriptor.count[]");
  }

  @SuppressWarnings("unchecked") // of Told, loaded a second time
  private static Map<String, Double> told(String... hidden) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(entry).toURI().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader parent =
        new ClassLoader(platform) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            for (String prefix : hidden) {
              if (name.startsWith(prefix)) {
                throw new ClassNotFoundException(name);
              }
            }
            return super.loadClass(name, resolve);
          }
        };
    try (URLClassLoader loader = new URLClassLoader(path.toArray(new URL[0]), parent)) {
      return (Map<String, Double>)
          loader.loadClass(Told.class.getName()).getMethod("tell").invoke(null);
    }
  }

  /** Measures once with everything started; called in a loader of its own. */
  public static final class Told {
    private Told() {}

    public static Map<String, Double> tell() {
      SelfStats stats = new SelfStats();
      Registry registry = new Registry(2000, stats);
      JvmMetrics metrics = JvmMetrics.start(Config.of(Map.of(), Map.of(), null), registry, stats);
      SelfMetrics.start(registry, stats);
      Readings.of(registry);
      Map<String, Double> withErrorsOfTheFirst = Readings.of(registry).values();
      metrics.stop();
      return withErrorsOfTheFirst;
    }
  }
}
