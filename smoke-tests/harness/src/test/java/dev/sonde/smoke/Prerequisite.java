package dev.sonde.smoke;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something that a test needs of the machine. Where it is missing the test is skipped with a
 * message that says so; in continuous integration, {@code CI=true}, it fails.
 */
final class Prerequisite {

  private Prerequisite() {}

  static <T> T missing(String message) {
    return "true".equals(System.getenv("CI")) ? fail(message) : skip(message);
  }

  /** Skips the test, wherever it runs. */
  static <T> T skip(String message) {
    System.err.println("SKIPPED: " + message);
    return abort(message);
  }

  /** A program on the PATH. */
  static Path program(String name, String howToGet) {
    String path = System.getenv("PATH");
    for (String directory : path == null ? new String[0] : path.split(File.pathSeparator)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return missing("There is no '" + name + "' on the PATH: " + howToGet);
  }
}
