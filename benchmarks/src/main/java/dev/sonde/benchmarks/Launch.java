package dev.sonde.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a measured JVM is started.
 *
 * @param before what stands before the launcher, such as {@code taskset}
 * @param application the class path, the main class and its arguments
 */
record Launch(List<String> before, Path java, List<String> options, List<String> application) {

  private static final List<String> USUAL = List.of("-XX:+UseSerialGC", "-Xmx512m");

  Launch(Path java, String classPath, String mainClass, String... arguments) {
    this(List.of(), java, USUAL, joined(List.of("-cp", classPath, mainClass), List.of(arguments)));
  }

  /** With further options, which come after those that it has. */
  Launch with(List<String> more) {
    return new Launch(before, java, joined(options, more), application);
  }

  Launch with(String... more) {
    return with(List.of(more));
  }

  /** By way of a command. */
  Launch after(String... command) {
    return new Launch(List.of(command), java, options, application);
  }

  /** On another JDK. */
  Launch on(Path jdk) {
    return new Launch(before, Installation.launcher(jdk), options, application);
  }

  List<String> command() {
    return joined(joined(before, List.of(java.toString())), joined(options, application));
  }

  private static List<String> joined(List<String> first, List<String> then) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(then);
    return joined;
  }
}
