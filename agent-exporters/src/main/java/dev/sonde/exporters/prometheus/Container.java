package dev.sonde.exporters.prometheus;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tells whether this process runs in a container, where a scraper comes from elsewhere. */
final class Container {

  private static final String[] RUNTIMES = {
    "docker", "kubepods", "kubelet", "containerd", "containers/storage", "crio", "lxc"
  };

  /** Where a runtime mounts something of its own in each container. */
  private static final List<String> OWN_MOUNTS =
      Arrays.asList("/", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf");

  /** The place of the mount point among the words of a line in mountinfo. */
  private static final int MOUNT_POINT = 4;

  private static final int MOST_LINES = 10_000;

  private Container() {}

  static boolean isAround(File root, Map<String, String> environment) {
    return environment.containsKey("KUBERNETES_SERVICE_HOST")
        || new File(root, ".dockerenv").exists()
        || new File(root, "run/.containerenv").exists()
        || namesRuntime(new File(root, "proc/1/cgroup"), false)
        || namesRuntime(new File(root, "proc/self/mountinfo"), true);
  }

  /**
   * Whether a line of a file names a container runtime.
   *
   * @param ownMounts look only at what a runtime mounts in each container; a host that runs
   *     containers lists the mounts of all of them elsewhere
   */
  private static boolean namesRuntime(File file, boolean ownMounts) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new FileInputStream(file), "UTF-8"))) {
      String line = reader.readLine();
      for (int i = 0; line != null && i < MOST_LINES; i++) {
        if (namesRuntime(line) && (!ownMounts || OWN_MOUNTS.contains(mountPoint(line)))) {
          return true;
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      // Not there, or not for us to read: it tells nothing.
    }
    return false;
  }

  private static boolean namesRuntime(String line) {
    for (String runtime : RUNTIMES) {
      if (line.contains(runtime)) {
        return true;
      }
    }
    return false;
  }

  private static String mountPoint(String line) {
    String[] words = line.split(" ", -1);
    return words.length > MOUNT_POINT ? words[MOUNT_POINT] : "";
  }
}
