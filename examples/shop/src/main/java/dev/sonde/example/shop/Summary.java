package dev.sonde.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the agents tell of the last seconds: rate, errors and latency of each service. */
final class Summary {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Map<String, Integer> metricsPorts;
  private final int controlPort;
  private Map<String, Map<String, Traffic>> last = Map.of();
  private long lastNanos = System.nanoTime();

  /**
   * @param metricsPorts where each service's metrics are
   */
  Summary(Map<String, Integer> metricsPorts, int controlPort) {
    this.metricsPorts = metricsPorts;
    this.controlPort = controlPort;
  }

  /** The text at a port of this machine's; nothing where nobody answers. */
  String ask(String method, int port, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  String next() throws InterruptedException {
    Map<String, Map<String, Traffic>> now = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> service : metricsPorts.entrySet()) {
      now.put(service.getKey(), MetricsPage.read(ask("GET", service.getValue(), "/metrics")));
    }
    long nanos = System.nanoTime();
    double seconds = (nanos - lastNanos) / 1e9;
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%n%-26s %8s %8s %9s %9s   customers: %s%n",
            LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS),
            "a second",
            "errors",
            "median",
            "95 %",
            ask("GET", controlPort, "/").strip()));
    now.forEach(
        (service, kinds) ->
            kinds.forEach(
                (kind, traffic) -> {
                  Traffic since =
                      traffic.since(
                          last.getOrDefault(service, Map.of()).getOrDefault(kind, new Traffic()));
                  table.append(line(service, kind, since, seconds));
                }));
    last = now;
    lastNanos = nanos;
    return table.toString();
  }

  private static String line(String service, String kind, Traffic traffic, double seconds) {
    return String.format(
        Locale.ROOT,
        "%-12s %-13s %8.1f %6.1f %% %6.0f ms %6.0f ms%n",
        service,
        kind,
        traffic.calls() / seconds,
        100 * traffic.errorShare(),
        traffic.millis(0.5),
        traffic.millis(0.95));
  }
}
