package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running child JVM. Closing it ends it, and fails when the agent in it logged an error. */
final class ChildJvm implements AutoCloseable {

  /** The counter of requests. */
  static final String REQUESTS = "http_server_request_duration_seconds_count";

  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);

  /** How long an application may take to end. */
  static final Duration TO_STOP = Duration.ofSeconds(10);

  private static final int MOST_LINES_SHOWN = 60;
  private static final int MOST_CHARACTERS_SHOWN = 300;
  private static final Pattern AGENT_LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (ERROR|WARN|INFO|DEBUG) )?\\[sonde\\] .*");
  private static final Pattern METRICS_AT =
      Pattern.compile(".*\\[sonde\\] Sonde .* metrics at (http://[^ /]+:(\\d+)/[^ ,;]*).*");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Process process;
  private final Path directory;
  private final boolean agent;
  private final Output stdout;
  private final Output stderr;
  private int port;

  ChildJvm(Process process, Path directory, boolean agent) {
    this.process = process;
    this.directory = directory;
    this.agent = agent;
    this.stdout = new Output(process.getInputStream(), "stdout of " + process.pid());
    this.stderr = new Output(process.getErrorStream(), "stderr of " + process.pid());
  }

  ChildJvm awaitReady() throws InterruptedException {
    String ready =
        stdout
            .await(line -> line.startsWith("READY "), TO_START)
            .orElseThrow(
                () -> {
                  process.destroyForcibly();
                  return new AssertionError("the application is not ready\n" + everything());
                });
    port = Integer.parseInt(ready.substring("READY ".length()));
    return this;
  }

  ChildJvm awaitListening(int newPort) {
    try {
      RawHttp.awaitListening(newPort, TO_START);
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw new AssertionError("the application is not ready\n" + everything(), e);
    }
    port = newPort;
    return this;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  Output stdout() {
    return stdout;
  }

  Output stderr() {
    return stderr;
  }

  /** What the agent has logged. */
  List<String> agentLines() {
    return stderr.lines().stream().filter(ChildJvm::isAgentLine).toList();
  }

  /** What the agent has logged at a level, {@code WARN} for example. */
  List<String> agentLines(String level) {
    return agentLines().stream().filter(line -> line.contains("Z " + level + " [sonde] ")).toList();
  }

  static boolean isAgentLine(String line) {
    return AGENT_LINE.matcher(line).matches();
  }

  /** Waits for a line of the agent's that has a text. */
  String awaitAgentLine(String text) throws InterruptedException {
    return stderr
        .await(line -> isAgentLine(line) && line.contains(text), Await.USUAL)
        .orElseThrow(
            () -> new AssertionError("no line of the agent has: " + text + "\n" + everything()));
  }

  /** Where the start line says that metrics are served. */
  URI metricsAddress() throws InterruptedException {
    String line =
        stderr
            .await(start -> METRICS_AT.matcher(start).matches(), Await.USUAL)
            .orElseThrow(() -> new AssertionError("no start line\n" + everything()));
    Matcher matcher = METRICS_AT.matcher(line);
    assertThat(matcher.matches()).isTrue();
    return URI.create(matcher.group(1));
  }

  MetricsPage metrics() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metricsAddress()).timeout(TO_ANSWER).build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return MetricsPage.parse(response.body());
  }

  /** Waits until so many requests are counted, and returns how many are. */
  double counted(double requests) {
    return Await.until(() -> metrics().sum(REQUESTS), count -> count == requests);
  }

  /**
   * The metrics as soon as a sample has reached a value, or as they are when that takes too long.
   */
  MetricsPage metricsWith(double value, String name, String... labels) {
    return Await.until(this::metrics, page -> page.value(name, labels) == value);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return request("GET", path, headers);
  }

  HttpResponse<String> request(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(TO_ANSWER)
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Asks the child to end, as a supervisor does; its output stays open, unlike with destroy(). */
  void terminate() {
    process.toHandle().destroy();
  }

  int awaitExit(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the child still runs after " + atMost + "\n" + everything());
    }
    stdout.awaitEnd(TO_STOP);
    stderr.awaitEnd(TO_STOP);
    return process.exitValue();
  }

  /** Ends the child, so that what it sends and says is complete. */
  void stop() throws InterruptedException {
    terminate();
    if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the child did not end within " + TO_STOP + "\n" + everything());
    }
    stdout.awaitEnd(TO_STOP);
    stderr.awaitEnd(TO_STOP);
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      delete(directory);
    }
    if (agent) {
      assertThat(agentLines("ERROR")).as("errors of the agent\n%s", everything()).isEmpty();
    }
  }

  /** The ends of the outputs, for a message. */
  private String everything() {
    return "--- stdout\n" + end(stdout.lines()) + "\n--- stderr\n" + end(stderr.lines());
  }

  private static String end(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - MOST_LINES_SHOWN), lines.size()).stream()
        .map(line -> line.substring(0, Math.min(line.length(), MOST_CHARACTERS_SHOWN)))
        .collect(Collectors.joining("\n"));
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
