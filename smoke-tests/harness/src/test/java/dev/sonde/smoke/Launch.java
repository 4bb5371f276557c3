package dev.sonde.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a child JVM.
 *
 * <pre>{@code
 * try (ChildJvm app = Launch.of(subject).set("sonde.debug", "true").start()) {
 *   app.get("/hello");
 * }
 * }</pre>
 *
 * <p>Without further words it has the shipped agent, metrics on a free port, and no traces.
 */
final class Launch {

  private final Jdk jdk;
  private final List<String> command = new ArrayList<>();
  private final List<String> firstOptions = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private boolean agent;

  private Launch(Jdk jdk, boolean agent) {
    this.jdk = jdk;
    this.agent = agent;
  }

  /** An application with the agent. */
  static Launch of(Subject subject) {
    return java(subject.jdk(), "-jar", subject.app().jar().toString());
  }

  /** Any program with the agent. */
  static Launch java(Jdk jdk, String... command) {
    Launch launch = new Launch(jdk, true).arguments(command);
    launch.jvm("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    launch.set("sonde.prometheus.host", "127.0.0.1");
    launch.set("sonde.prometheus.port", "0");
    launch.set("sonde.traces.exporter", "none");
    launch.set("sonde.traces.delay", "100ms");
    return launch;
  }

  static Launch usual() {
    return of(Subject.usual());
  }

  /** The command line {@code java -jar sonde.jar …}. */
  static Launch commandLine(Jdk jdk) {
    return new Launch(jdk, false).arguments("-jar", agentJar().toString());
  }

  /** Runs one of the JDK's own programs, {@code javac} for example. */
  static Finished tool(Jdk jdk, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Launch launch = new Launch(jdk, false);
    launch.environment.putAll(environment);
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, jdk.tool(command[0]).toString());
    return launch.finish(words);
  }

  static Path agentJar() {
    Path jar = Path.of(System.getProperty("sonde.agent.jar", "../../agent/target/sonde.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError("There is no agent at " + jar + ": build the module 'agent' first");
    }
    return jar.toAbsolutePath().normalize();
  }

  Launch withoutAgent() {
    agent = false;
    return this;
  }

  /** Sets a system property of the child. */
  Launch set(String property, String value) {
    properties.put(property, value);
    return this;
  }

  Launch unset(String property) {
    properties.remove(property);
    return this;
  }

  Launch environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Launch jvm(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  /** Options that come before the agent's. */
  Launch jvmFirst(String... options) {
    firstOptions.addAll(List.of(options));
    return this;
  }

  Launch arguments(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  /** Sends traces to a receiver. */
  Launch tracesTo(OtlpReceiver receiver) {
    return tracesTo(receiver.endpoint());
  }

  Launch tracesTo(String endpoint) {
    set("sonde.traces.exporter", "otlp");
    return set("sonde.otlp.endpoint", endpoint);
  }

  /** Starts the child and waits until the application is ready. */
  ChildJvm start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sonde-smoke");
    return new ChildJvm(process(javaCommand(), directory), directory, agent).awaitReady();
  }

  /**
   * Starts a script that starts Java with the options of an environment variable, and waits until
   * the application listens.
   */
  ChildJvm startScript(String optionsVariable, int port) throws IOException, InterruptedException {
    environment(optionsVariable, String.join(" ", options()));
    environment("JAVA_HOME", jdk.tool("java").getParent().getParent().toString());
    Path directory = Files.createTempDirectory("sonde-smoke");
    return new ChildJvm(process(command, directory), directory, agent).awaitListening(port);
  }

  /** Starts the child and waits for its end. */
  Finished finish() throws IOException, InterruptedException {
    return finish(javaCommand());
  }

  private Finished finish(List<String> words) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sonde-smoke");
    try (ChildJvm child = new ChildJvm(process(words, directory), directory, agent)) {
      int exit = child.awaitExit(Duration.ofSeconds(60));
      return new Finished(exit, child.stdout().lines(), child.stderr().lines());
    }
  }

  private List<String> javaCommand() {
    List<String> words = new ArrayList<>();
    words.add(jdk.tool("java").toString());
    words.addAll(options());
    words.addAll(command);
    return words;
  }

  private List<String> options() {
    List<String> words = new ArrayList<>(firstOptions);
    if (agent) {
      words.add("-javaagent:" + agentJar());
    }
    words.addAll(jvmOptions);
    properties.forEach((name, value) -> words.add("-D" + name + "=" + value));
    return words;
  }

  private Process process(List<String> words, Path directory) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    Map<String, String> inherited = builder.environment();
    inherited
        .keySet()
        .removeIf(
            name ->
                name.startsWith("SONDE_")
                    || name.startsWith("OTEL_")
                    || name.endsWith("JAVA_OPTIONS")
                    || name.endsWith("JAVA_TOOL_OPTIONS"));
    inherited.putAll(environment);
    return builder.start();
  }

  /** What a child that has ended left behind. */
  record Finished(int exit, List<String> stdout, List<String> stderr) {}
}
