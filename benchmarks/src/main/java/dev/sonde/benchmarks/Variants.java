package dev.sonde.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The agents that are compared, each with what has to be said to a JVM to run with it. */
final class Variants {

  static final String NONE = "none";

  private final Path root;
  private final String classPath;

  Variants(Path root) {
    this(
        root,
        root.resolve("benchmarks/target/classes")
            + File.pathSeparator
            + root.resolve("benchmarks/target/lib")
            + "/*");
  }

  Variants(Path root, String classPath) {
    this.root = root;
    this.classPath = classPath;
  }

  /** What the measured JVMs run. */
  String classPath() {
    return classPath;
  }

  /** The JVM options of those whose name matches, in the order of the table. */
  Map<String, List<String>> matching(String pattern, int receiver) {
    String sonde = "-javaagent:" + root.resolve("agent/target/sonde.jar");
    String peer =
        "-javaagent:" + root.resolve("benchmarks/target/peers/opentelemetry-javaagent.jar");
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put(NONE, List.of());
    all.put("sonde, all sampled", options(receiver, sonde));
    all.put("sonde, 10 % sampled", options(receiver, sonde, ratio(), tenth()));
    all.put("sonde, none sampled", options(receiver, sonde, "-Dotel.traces.sampler=always_off"));
    all.put("opentelemetry, all sampled", options(receiver, peer));
    all.put("opentelemetry, 10 % sampled", options(receiver, peer, ratio(), tenth()));
    if (!pattern.isEmpty()) {
      all.keySet().removeIf(name -> !name.matches(pattern));
    }
    return all;
  }

  /** The JVM options of the one with this name. */
  List<String> options(String name, int receiver) {
    return Objects.requireNonNull(matching("", receiver).get(name), name);
  }

  private static String ratio() {
    return "-Dotel.traces.sampler=parentbased_traceidratio";
  }

  private static String tenth() {
    return "-Dotel.traces.sampler.arg=0.1";
  }

  private static List<String> options(int receiver, String... own) {
    List<String> options = new ArrayList<>(Arrays.asList(own));
    options.add("-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver);
    options.add("-Dotel.exporter.prometheus.port=0");
    options.add("-Dotel.metrics.exporter=prometheus");
    options.add("-Dotel.logs.exporter=none");
    return options;
  }
}
