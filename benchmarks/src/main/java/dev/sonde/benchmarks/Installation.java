package dev.sonde.benchmarks;

import java.io.File;
import java.nio.file.Path;

/**
 * Where things are: the project, what the measured JVMs run, and the JDK that they run on.
 *
 * @param root the project's directory
 * @param java the launcher of the measured JVMs
 * @param classPath what they run
 */
record Installation(Path root, Path java, String classPath) {

  /** What {@code run.sh} and its siblings have built, on this JVM's own JDK. */
  static Installation built() {
    Path root = Path.of("").toAbsolutePath();
    return new Installation(root, launcher(Path.of(System.getProperty("java.home"))), jars(root));
  }

  /** On another JDK. */
  Installation on(Path jdk) {
    return new Installation(root, launcher(jdk), classPath);
  }

  static Path launcher(Path jdk) {
    return jdk.resolve("bin").resolve("java");
  }

  /** The home of its JDK. */
  Path jdk() {
    return java.resolve("../..").normalize();
  }

  /** Jars alone: no archive of classes takes a directory. */
  private static String jars(Path root) {
    Path target = root.resolve("benchmarks/target");
    return target.resolve("sonde-benchmarks.jar") + File.pathSeparator + target.resolve("lib/*");
  }
}
