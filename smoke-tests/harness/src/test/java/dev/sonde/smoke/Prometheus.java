package dev.sonde.smoke;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that scrapes each second. */
final class Prometheus extends PrometheusApi implements AutoCloseable {

  private final Process process;
  private final Path directory;

  private Prometheus(Process process, Path directory, String url) {
    super(url);
    this.process = process;
    this.directory = directory;
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
