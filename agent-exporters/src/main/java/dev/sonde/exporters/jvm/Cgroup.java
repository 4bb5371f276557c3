package dev.sonde.exporters.jvm;

import dev.sonde.exporters.resource.Mounts;
import dev.sonde.exporters.resource.SystemFile;
import java.io.File;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The control group of the process, of version 1 or 2: where its memory and CPU files are and what
 * they say.
 */
final class Cgroup {

  /** Version 1 writes "no limit" as the largest number of whole pages, far above this. */
  private static final long UNLIMITED = 1L << 60;

  /** A folder of the group and the one that its hierarchy is mounted on. */
  private static final class Folder {
    private final File group;
    private final File mount;

    Folder(File group, File mount) {
      this.group = group;
      this.mount = mount;
    }
  }

  private final @Nullable Folder memory;
  private final @Nullable Folder cpu;
  private final boolean memoryUnified;
  private final boolean cpuUnified;

  private Cgroup(
      @Nullable Folder memory, boolean memoryUnified, @Nullable Folder cpu, boolean cpuUnified) {
    this.memory = memory;
    this.memoryUnified = memoryUnified;
    this.cpu = cpu;
    this.cpuUnified = cpuUnified;
  }

  /**
   * Finds the group.
   *
   * @param cgroup /proc/self/cgroup
   * @param mountinfo /proc/self/mountinfo
   * @param root where the mount points are
   */
  static Cgroup find(String cgroup, String mountinfo, File root) {
    List<Mounts.Mount> mounts = Mounts.parse(mountinfo);
    Folder unified = folder(mounts, "cgroup2", "", path(cgroup, ""), root);
    Folder memory = folder(mounts, "cgroup", "memory", path(cgroup, "memory"), root);
    Folder cpu = folder(mounts, "cgroup", "cpu", path(cgroup, "cpu"), root);
    return new Cgroup(
        memory == null ? unified : memory,
        memory == null,
        cpu == null ? unified : cpu,
        cpu == null);
  }

  /** The path in a line {@code 4:memory:/path}; the unified hierarchy's controllers are empty. */
  private static @Nullable String path(String cgroup, String controller) {
    StringTokenizer lines = new StringTokenizer(cgroup, "\n");
    while (lines.hasMoreTokens()) {
      String line = lines.nextToken();
      int first = line.indexOf(':');
      int second = line.indexOf(':', first + 1);
      if (second > 0) {
        String controllers = "," + line.substring(first + 1, second) + ",";
        if (controllers.contains("," + controller + ",")) {
          return line.substring(second + 1);
        }
      }
    }
    return null;
  }

  private static @Nullable Folder folder(
      List<Mounts.Mount> mounts, String type, String controller, @Nullable String path, File root) {
    if (path == null) {
      return null;
    }
    for (Mounts.Mount mount : mounts) {
      boolean controls = controller.isEmpty() || mount.options().contains(controller);
      if (controls && mount.type().equals(type)) {
        File point = new File(root, mount.point());
        File group = new File(point, below(mount.root(), path));
        return new Folder(group.isDirectory() ? group : point, point);
      }
    }
    return null;
  }

  /** A group's path below a mount's root; empty where a name space hides it. */
  private static String below(String mountRoot, String path) {
    if (path.contains("/..")) {
      return "";
    }
    if (mountRoot.equals("/")) {
      return path;
    }
    return path.startsWith(mountRoot) ? path.substring(mountRoot.length()) : "";
  }

  /** The least limit of the group and those around it, in bytes; -1 where there is none. */
  long memoryLimit() {
    if (memory == null) {
      return -1;
    }
    String file = memoryUnified ? "memory.max" : "memory.limit_in_bytes";
    long least = -1;
    File folder = memory.group;
    while (folder != null) {
      long limit = number(new File(folder, file));
      if (limit >= 0 && limit < UNLIMITED && (least < 0 || limit < least)) {
        least = limit;
      }
      folder = folder.equals(memory.mount) ? null : folder.getParentFile();
    }
    return least;
  }

  /** The memory in use, page cache included, in bytes; -1 where it isn't known. */
  long memoryUsage() {
    return memory == null
        ? -1
        : number(
            new File(memory.group, memoryUnified ? "memory.current" : "memory.usage_in_bytes"));
  }

  /** The time for which the group had to wait for its next share of CPU; -1 if it isn't known. */
  double throttledSeconds() {
    String text = cpu == null ? null : SystemFile.read(new File(cpu.group, "cpu.stat"));
    if (text == null) {
      return -1;
    }
    long throttled = StatusFields.number(text, cpuUnified ? "throttled_usec" : "throttled_time");
    return throttled < 0 ? -1 : throttled / (cpuUnified ? 1e6 : 1e9);
  }

  private static long number(File file) {
    String text = SystemFile.readLine(file);
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
