package dev.sonde.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus that scrapes one address each second. */
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
    Path program = Prerequisite.program("prometheus", "apt-get install prometheus");
    Path directory = Files.createTempDirectory("sonde-prometheus");
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: child
            metrics_path: %s
            static_configs:
              - targets: ["%s:%d"]
        """
            .formatted(metrics.getPath(), metrics.getHost(), metrics.getPort()));
    String address = "127.0.0.1:" + Ports.free();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=" + address,
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    return new Prometheus(process, directory, "http://" + address);
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
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/query?query=" + encoded))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      Matcher value = VALUE.matcher(response.body());
      return value.find()
          ? OptionalDouble.of(Double.parseDouble(value.group(1)))
          : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
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
