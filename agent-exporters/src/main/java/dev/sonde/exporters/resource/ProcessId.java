package dev.sonde.exporters.resource;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** The id of this process, by the cheapest way that this system and JVM have. */
final class ProcessId {

  private ProcessId() {}

  /**
   * Finds the id.
   *
   * @param stat /proc/self/stat
   */
  static @Nullable Long find(File stat) {
    String line = SystemFile.readLine(stat);
    Long id = line == null ? null : number(line, ' ');
    if (id == null) {
      id = fromProcessHandle();
    }
    return id == null ? fromRuntimeName() : id;
  }

  /** Java 9 and newer. */
  private static @Nullable Long fromProcessHandle() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Java 8: {@code pid@host}; reflective, since java.management may be absent. */
  private static @Nullable Long fromRuntimeName() {
    try {
      Object bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getRuntimeMXBean")
              .invoke(null);
      Object name =
          Class.forName("java.lang.management.RuntimeMXBean").getMethod("getName").invoke(bean);
      return number((String) name, '@');
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static @Nullable Long number(String text, char end) {
    int length = text.indexOf(end);
    try {
      return length < 0 ? null : Long.valueOf(text.substring(0, length));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
