package dev.sonde.smoke;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDK that child JVMs run on: the one that runs the tests, or one that {@code SONDE_JDK_8},
 * {@code JAVA_HOME_8} or {@code JAVA_HOME_8_X64} points to, and so on for other versions.
 */
record Jdk(int feature, @Nullable Path home) {

  /** The versions that must be tested. */
  private static final List<Integer> REQUIRED = List.of(8, 17, 25);

  /** The versions that are tested where they are. */
  private static final List<Integer> ALL = List.of(8, 11, 17, 21, 25);

  /** The required ones, found or not, and the others that are found. */
  static Stream<Jdk> tested() {
    return ALL.stream()
        .map(Jdk::of)
        .filter(jdk -> jdk.home != null || REQUIRED.contains(jdk.feature));
  }

  static Jdk own() {
    return of(Runtime.version().feature());
  }

  static Jdk of(int feature) {
    if (feature == Runtime.version().feature()) {
      return new Jdk(feature, Path.of(System.getProperty("java.home")));
    }
    return Stream.of(
            "SONDE_JDK_" + feature, "JAVA_HOME_" + feature, "JAVA_HOME_" + feature + "_X64")
        .map(System::getenv)
        .filter(home -> home != null && Files.isDirectory(Path.of(home, "bin")))
        .map(home -> new Jdk(feature, Path.of(home)))
        .findFirst()
        .orElse(new Jdk(feature, null));
  }

  /** Whether it must be tested. */
  boolean isRequired() {
    return REQUIRED.contains(feature);
  }

  Path tool(String name) {
    if (home == null) {
      String message = "There is no " + this + " to test with: set SONDE_JDK_" + feature;
      return isRequired() ? Prerequisite.missing(message) : Prerequisite.skip(message);
    }
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
