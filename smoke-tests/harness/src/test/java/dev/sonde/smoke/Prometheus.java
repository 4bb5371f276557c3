package dev.sonde.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus that scrapes each second. */
final class Prometheus implements AutoCloseable {

  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,\\]]*,\"([^\"]*)\"\\]");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path directory;
  private final String url;

  private Prometheus(Process process, Path directory, String url) {
    this.process = process;
    this.directory = directory;
    this.url = url;
  }

  static Prometheus scraping(URI metrics) throws IOException {
    return scraping(Map.of("child", metrics), List.of());
  }

  /** One with rules, that scrapes each address as the job of that name. */
  static Prometheus scraping(Map<String, URI> jobs, List<Path> rules) throws IOException {
    Path program = Prerequisite.program("prometheus", "apt-get install prometheus");
    Path directory = Files.createTempDirectory("sonde-prometheus");
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(config, configuration(jobs, rules));
    String address = "127.0.0.1:" + Ports.free();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=" + address,
                "--enable-feature=exemplar-storage",
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    return new Prometheus(process, directory, "http://" + address);
  }

  private static String configuration(Map<String, URI> jobs, List<Path> rules) {
    StringBuilder text =
        new StringBuilder(
            """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
              evaluation_interval: 1s
            """);
    text.append("rule_files: [");
    rules.forEach(file -> text.append('"').append(file).append("\","));
    text.append("]\nscrape_configs:\n");
    jobs.forEach(
        (job, metrics) ->
            text.append(
                """
                  - job_name: %s
                    metrics_path: %s
                    static_configs:
                      - targets: ["%s:%d"]
                """
                    .formatted(job, metrics.getPath(), metrics.getHost(), metrics.getPort())));
    return text.toString();
  }

  /** Asks until the answer to a query is this value, and returns what it was in the end. */
  OptionalDouble query(String query, double expected) {
    return Await.until(
        Duration.ofSeconds(30),
        () -> query(query),
        answer -> answer.isPresent() && answer.getAsDouble() == expected);
  }

  /** The first value that answers a query; empty while Prometheus has none. */
  private OptionalDouble query(String query) throws InterruptedException {
    Matcher value = VALUE.matcher(ask("query?query=" + encode(query)));
    return value.find()
        ? OptionalDouble.of(Double.parseDouble(value.group(1)))
        : OptionalDouble.empty();
  }

  /** Whether there is a series that answers a query. */
  boolean answers(String query) throws InterruptedException {
    return VALUE.matcher(ask("query?query=" + encode(query))).find();
  }

  /** What the API answers; nothing while it does not. */
  String ask(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    ChildJvm.delete(directory);
  }
}
