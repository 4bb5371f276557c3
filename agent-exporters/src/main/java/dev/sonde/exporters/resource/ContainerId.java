package dev.sonde.exporters.resource;

import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The id that Docker, containerd, CRI-O or Podman gave the container: 64 hexadecimal digits.
 *
 * <p>It stands in the process's cgroup path. Where a cgroup name space hides that path, the files
 * that the runtime mounts into a container come from a folder with its name; in a pod that folder
 * is the sandbox's, which is another container, so there it isn't asked.
 */
final class ContainerId {

  private static final int LENGTH = 64;

  private ContainerId() {}

  static @Nullable String find(String cgroup, List<Mounts.Mount> mounts) {
    StringTokenizer lines = new StringTokenizer(cgroup, "\n");
    while (lines.hasMoreTokens()) {
      String line = lines.nextToken();
      int path = line.indexOf(':', line.indexOf(':') + 1) + 1;
      String id = lastIn(line.substring(path));
      if (id != null) {
        return id;
      }
    }
    boolean inPod = false;
    for (Mounts.Mount mount : mounts) {
      inPod |= mount.root().contains("/pods/") && mount.point().equals("/etc/hosts");
      if (mount.type().equals("cgroup") || mount.type().equals("cgroup2")) {
        String id = lastIn(mount.root());
        if (id != null) {
          return id;
        }
      }
    }
    return inPod ? null : fromRuntimeFolder(mounts);
  }

  private static @Nullable String fromRuntimeFolder(List<Mounts.Mount> mounts) {
    for (Mounts.Mount mount : mounts) {
      boolean provided =
          mount.point().equals("/etc/hostname")
              || mount.point().equals("/etc/hosts")
              || mount.point().equals("/etc/resolv.conf");
      boolean container =
          mount.root().contains("containers/") && !mount.root().contains("/sandboxes/");
      if (provided && container) {
        String id = lastIn(mount.root());
        if (id != null) {
          return id;
        }
      }
    }
    return null;
  }

  /** The last run of exactly 64 hexadecimal digits. */
  private static @Nullable String lastIn(String path) {
    int end = path.length();
    for (int i = path.length() - 1; i >= -1; i--) {
      if (i < 0 || !isHex(path.charAt(i))) {
        if (end - i - 1 == LENGTH) {
          return path.substring(i + 1, end);
        }
        end = i;
      }
    }
    return null;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
