package dev.sonde.example.shop;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus and an Alertmanager, with the rules and the routes that are shipped. Pager, chat and
 * heartbeat are played by this process, which prints what they get.
 */
final class Watch {

  private static final List<String> RULES = List.of("recording.yml", "slo.yml", "alerts.yml");
  private static final String SECRETS = "/etc/alertmanager/secrets";
  private static final String HEARTBEAT = "127.0.0.1:9095";
  private static final String GLOBAL = "global:\n";

  private final Options options;
  private final Path directory;
  private final List<Child> children;
  private final Path prometheus;
  private final Path alertmanager;

  /** Fails where the programs are not there. */
  Watch(Options options, Path directory, List<Child> children) throws Refusal {
    this.options = options;
    this.directory = directory;
    this.children = children;
    prometheus = program("prometheus", "prometheus");
    Path usual = Program.find("alertmanager");
    alertmanager =
        usual == null ? program("prometheus-alertmanager", "prometheus-alertmanager") : usual;
  }

  void start(Map<String, Integer> metricsPorts, int prometheusPort, int alertmanagerPort)
      throws Refusal, IOException, InterruptedException {
    int receiver = receive();
    start(
        "alertmanager",
        alertmanagerPort,
        alertmanager.toString(),
        "--config.file=" + write("alertmanager.yml", routes(receiver)),
        "--storage.path=" + directory.resolve("alertmanager"),
        "--web.listen-address=127.0.0.1:" + alertmanagerPort,
        "--cluster.listen-address=");
    start(
        "prometheus",
        prometheusPort,
        prometheus.toString(),
        "--config.file="
            + write("prometheus.yml", scraping(metricsPorts, prometheusPort, alertmanagerPort)),
        "--storage.tsdb.path=" + directory.resolve("prometheus"),
        "--web.listen-address=127.0.0.1:" + prometheusPort,
        "--enable-feature=exemplar-storage");
  }

  private static Path program(String name, String debianPackage) throws Refusal {
    Path program = Program.find(name);
    if (program == null) {
      throw new Refusal(
          "There is no " + name + " on the PATH; on Debian: apt-get install " + debianPackage);
    }
    return program;
  }

  private void start(String name, int port, String... command)
      throws Refusal, IOException, InterruptedException {
    Child child = Child.start(name, directory, Map.of(), List.of(command));
    children.add(child);
    child.awaitListening(port);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private String scraping(
      Map<String, Integer> metricsPorts, int prometheusPort, int alertmanagerPort) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        global:
          scrape_interval: %1$s
          scrape_timeout: %1$s
          evaluation_interval: %1$s
        alerting:
          alertmanagers:
            - static_configs:
                - targets: ["127.0.0.1:%2$d"]
        rule_files:
        """
            .formatted(options.scrapeInterval, alertmanagerPort));
    RULES.forEach(file -> text.append("  - ").append(options.rules.resolve(file)).append('\n'));
    text.append("scrape_configs:\n");
    metricsPorts.forEach((service, port) -> text.append(job(service, port)));
    return text.append(job("prometheus", prometheusPort))
        .append(job("alertmanager", alertmanagerPort))
        .toString();
  }

  private static String job(String name, int port) {
    return """
      - job_name: %s
        static_configs:
          - targets: ["127.0.0.1:%d"]
    """
        .formatted(name, port);
  }

  /** The shipped routes, whose receivers are all here. */
  private String routes(int receiver) throws IOException {
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    String here = "http://127.0.0.1:" + receiver;
    Files.writeString(secrets.resolve("slack"), here + "/chat");
    Files.writeString(secrets.resolve("pagerduty"), "none");
    return Files.readString(options.rules.resolve("alertmanager.yml"))
        .replace(GLOBAL, GLOBAL + "  pagerduty_url: " + here + "/pager\n")
        .replace("http://" + HEARTBEAT, here)
        .replace(SECRETS, secrets.toString());
  }

  private static int receive() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Watch::received);
    server.start();
    return server.getAddress().getPort();
  }

  private static void received(HttpExchange exchange) throws IOException {
    String to = exchange.getRequestURI().getPath().substring(1);
    try (Reader reader = new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8)) {
      String message = message(to, JsonParser.parseReader(reader).getAsJsonObject());
      if (message != null) {
        System.out.println(to + ": " + message);
      }
    } catch (JsonParseException | IllegalStateException e) {
      System.out.println(to + " got what it does not understand: " + e.getMessage());
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static @Nullable String message(String to, JsonObject json) {
    return switch (to) {
      case "chat" ->
          json.getAsJsonArray("attachments").get(0).getAsJsonObject().get("title").getAsString();
      case "pager" ->
          json.get("event_action").getAsString()
              + (json.has("payload")
                  ? ": " + json.getAsJsonObject("payload").get("summary").getAsString()
                  : "");
      default -> null;
    };
  }
}
