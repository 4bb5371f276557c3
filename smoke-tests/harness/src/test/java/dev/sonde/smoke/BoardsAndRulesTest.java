package dev.sonde.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * A real Prometheus with the shipped rules, each of them evaluated every second, scrapes a site and
 * a client of Redis under load: boards show data, rules yield series, exemplars lead to traces.
 */
class BoardsAndRulesTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  /** What does not happen here, or can't be measured everywhere, by a part of the expression. */
  private static final List<String> ABSENT =
      List.of(
          "sonde_redis_client_reconnects",
          "rpc_server_",
          "rpc_client_",
          "s3_client_",
          "slo=\"grpc-",
          "slo=\"s3-",
          "sonde_jvm_virtual_threads_pinned",
          "sonde_self_errors",
          "sonde_self_cardinality_overflow",
          "sonde_container_",
          "container_memory:",
          "sonde_db_client_batch_size_bucket{job=~\".*\",instance=~\".*\", db_system_name=~");

  /** Well and failing ones, with statements of all kinds. */
  private static final List<String> REQUESTS =
      List.of(
          "/hello",
          "/throw",
          "/nothing",
          "/sql/order",
          "/sql/repeat?count=25",
          "/sql/handled",
          "/sql/escaped");

  /** What is bad enough here. */
  private static final List<String> FIRING =
      List.of("HttpHighErrorRate", "SLOBudgetBurnVeryFast", "Watchdog");

  private static final Pattern TRACE = Pattern.compile("\"trace_id\":\"(\\p{XDigit}{32})\"");

  @Test
  void boardsShowDataAndRulesYieldSeries() throws Exception {
    Path rules = Files.createTempDirectory("sonde-rules");
    try (DatabaseServer redis = DatabaseServer.redis();
        OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm site = site(receiver);
        ChildJvm client = client(redis, receiver);
        ChildJvm sender = HttpClients.launch(Jdk.own(), HttpClients.makeKeys(rules)).start();
        Prometheus prometheus =
            Prometheus.scraping(
                Map.of(
                    "site", site.metricsAddress(),
                    "client", client.metricsAddress(),
                    "sender", sender.metricsAddress()),
                hurried(rules))) {
      Map<String, String> waiting = queries();
      for (String alert : FIRING) {
        waiting.put(alert, "ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}");
      }
      Await.until(
          Duration.ofSeconds(60),
          () -> {
            load(site, client);
            sender.get("/by/url.UrlClient/jdk");
            waiting.values().removeAll(prometheus.answered(waiting.values()));
            return waiting;
          },
          Map::isEmpty);
      SoftAssertions softly = new SoftAssertions();
      softly.assertThat(waiting.keySet()).as("have no data").isEmpty();
      softly
          .assertThat(prometheus.ask("rules"))
          .contains("\"health\":\"ok\"")
          .doesNotContain("\"health\":\"err\"");
      softly.assertThat(tracesOfExemplars(prometheus)).isNotEmpty();
      Set<String> traces =
          receiver.spans().stream().map(ReceivedSpan::traceId).collect(Collectors.toSet());
      softly.assertThat(tracesOfExemplars(prometheus)).anyMatch(traces::contains);
      softly.assertThat(site.agentLines("ERROR")).isEmpty();
      softly.assertThat(client.agentLines("ERROR")).isEmpty();
      softly.assertAll();
    } finally {
      ChildJvm.delete(rules);
    }
  }

  private static ChildJvm site(OtlpReceiver receiver) throws Exception {
    return JdbcInRequestsTest.launch(Subject.usual())
        .tracesTo(receiver)
        .jvm("-XX:MaxMetaspaceSize=256m")
        .set("sonde.jdbc.slow-threshold", "1ms")
        .set("sonde.process.context-switches.enabled", "true")
        .start();
  }

  private static ChildJvm client(DatabaseServer redis, OtlpReceiver receiver) throws Exception {
    Path apps = Path.of(System.getProperty("sonde.smoke.apps", "..")).toAbsolutePath().normalize();
    return Launch.java(
            Jdk.own(),
            "-jar",
            apps.resolve("app-redis/target/app.jar").toString(),
            "127.0.0.1",
            Integer.toString(redis.port()))
        .jvm("-Xmx512m")
        .tracesTo(receiver)
        .start();
  }

  private static void load(ChildJvm site, ChildJvm client) throws Exception {
    for (int i = 0; i < 3; i++) {
      for (String path : REQUESTS) {
        site.get(path);
      }
      site.request("POST", "/echo");
    }
    client.get("/by/7.5.3");
  }

  /** The shipped rules, without their patience. */
  private static List<Path> hurried(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("recording.yml", "slo.yml", "alerts.yml")) {
      String text = Files.readString(ROOT.resolve("prometheus-rules").resolve(name));
      files.add(
          Files.writeString(
              directory.resolve(name),
              text.replaceAll("(?m)^( +)interval: .*$", "$1interval: 1s")
                  .replaceAll("(?m)^( +)for: .*$", "$1for: 0s")));
    }
    return files;
  }

  private static Map<String, String> queries() throws IOException {
    Map<String, String> queries = ShippedQueries.all();
    queries.values().removeIf(query -> ABSENT.stream().anyMatch(query::contains));
    return queries;
  }

  private static Set<String> tracesOfExemplars(Prometheus prometheus) throws InterruptedException {
    String query = "http_server_request_duration_seconds_bucket";
    long now = System.currentTimeMillis() / 1000;
    String answer =
        prometheus.ask(
            "query_exemplars?query=" + query + "&start=" + (now - 600) + "&end=" + (now + 10));
    Set<String> traces = new TreeSet<>();
    Matcher trace = TRACE.matcher(answer);
    while (trace.find()) {
      traces.add(trace.group(1));
    }
    return traces;
  }
}
