package dev.sonde.example.shop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs of the system's, and users that they run as. */
final class Program {

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

  private Program() {}

  static @Nullable Path find(String name) {
    String path = System.getenv("PATH");
    for (String directory :
        Pattern.compile(File.pathSeparator).split(path == null ? "" : path, -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** What goes before a command so that it does not run as root, which some refuse. */
  static List<String> notAsRoot() throws Refusal {
    if (!isRoot()) {
      return List.of();
    }
    if (find("setpriv") == null) {
      throw new Refusal("root can't run it, and there is no setpriv to become somebody else");
    }
    return AS_NOBODY;
  }
}
