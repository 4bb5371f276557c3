package dev.sonde.exporters.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The lines of /proc/self/mountinfo.
 *
 * <pre>
 *   678 655 254:1 /containers/0f…/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw
 *                 └ root                   └ point                     └ type         └ options
 * </pre>
 */
public final class Mounts {

  /** One mount. */
  public static final class Mount {
    private final String root;
    private final String point;
    private final String type;
    private final String options;

    Mount(String root, String point, String type, String options) {
      this.root = root;
      this.point = point;
      this.type = type;
      this.options = options;
    }

    /** The part of the file system that is mounted. */
    public String root() {
      return root;
    }

    /** Where it is mounted. */
    public String point() {
      return point;
    }

    /** The type of the file system. */
    public String type() {
      return type;
    }

    /** The options of the file system, a cgroup's controllers for example. */
    public List<String> options() {
      List<String> all = new ArrayList<>();
      StringTokenizer tokens = new StringTokenizer(options, ",");
      while (tokens.hasMoreTokens()) {
        all.add(tokens.nextToken());
      }
      return all;
    }
  }

  private Mounts() {}

  /** The mounts of a mountinfo text; lines that are none are passed over. */
  public static List<Mount> parse(String mountinfo) {
    List<Mount> mounts = new ArrayList<>();
    StringTokenizer lines = new StringTokenizer(mountinfo, "\n");
    while (lines.hasMoreTokens()) {
      String line = lines.nextToken();
      int dash = line.indexOf(" - ");
      if (dash < 0) {
        continue;
      }
      StringTokenizer before = new StringTokenizer(line.substring(0, dash), " ");
      StringTokenizer after = new StringTokenizer(line.substring(dash + 3), " ");
      if (before.countTokens() >= 5 && after.countTokens() >= 2) {
        before.nextToken();
        before.nextToken();
        before.nextToken();
        String root = before.nextToken();
        String point = before.nextToken();
        String type = after.nextToken();
        after.nextToken();
        mounts.add(new Mount(root, point, type, after.hasMoreTokens() ? after.nextToken() : ""));
      }
    }
    return Collections.unmodifiableList(mounts);
  }
}
