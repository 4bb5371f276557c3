package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The example shop with its Prometheus and its Alertmanager, as {@code examples/shop/stack.sh} runs
 * them: boards have data, alerts come with the faults and go with them, each request is counted,
 * and nothing is left when it closes.
 */
class ShopTest {

  private static final Path SHOP = ShippedQueries.ROOT.resolve("examples/shop/target/shop.jar");

  /** What is wrong with the customers that are sent, and what tells of it. */
  private static final Map<String, List<String>> ALERTS =
      Map.of(
          "failing",
              List.of(
                  "HttpHighErrorRate",
                  "SLOBudgetBurnVeryFast",
                  "GrpcServerHighErrorRate",
                  "GrpcClientHighErrorRate",
                  "S3HighErrorRate",
                  "S3Throttled"),
          "slow", List.of("HttpHighLatencyP95", "DatabaseHighLatency"),
          "n+1", List.of("DatabaseNPlusOne"));

  /** What does not happen in the shop, or can't be measured everywhere. */
  private static final List<String> ABSENT =
      List.of(
          "sonde_container_",
          "container_memory:",
          "sonde_redis_client_reconnects",
          "sonde_redis_client_redirects",
          "sonde_rpc_client_reconnects",
          "sonde_jvm_virtual_threads_pinned",
          "sonde_self_errors",
          "sonde_self_cardinality_overflow",
          "otel_sdk_",
          "sonde_db_client_connection_leaks",
          "db_client_connection_timeouts",
          "error_type=~\"08",
          "db_system_name=\"redis\", error_type!=\"\"",
          "sonde_db_client_batch_size_bucket{job=~\".*\",instance=~\".*\", db_system_name=\"redis\"}");

  /** That a product or a picture is not there happens all the time, and is no failure. */
  private static final List<String> ANSWERED =
      List.of(
          "job_server:rpc_client_errors_per_call:ratio_rate5m{job=\"front\"} == 0 and on (job)"
              + " rate(rpc_client_call_duration_seconds_count{error_type=\"NOT_FOUND\"}[15s]) > 0",
          "job:s3_client_errors_per_operation:ratio_rate5m{job=\"front\"} == 0 and on (job)"
              + " rate(sonde_s3_client_operation_duration_seconds_count{error_type=\"NoSuchKey\"}[15s]) > 0");

  private static final Duration TO_OPEN = Duration.ofSeconds(120);
  private static final Duration TO_SHOW = Duration.ofSeconds(75);
  private static final Pattern ADDRESS = Pattern.compile("(\\w[^:]*): +(http://[^/ ]+)/.*");
  private static final Pattern CONTROL = Pattern.compile(".*curl -X POST (http://[^/ ]+)/slow.*");
  private static final Pattern ALERT_NAME = Pattern.compile("\"alertname\":\"(\\w+)\"");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void boardsHaveDataAndAlertsComeAndGoWithTheFaults() throws Exception {
    Prerequisite.program("prometheus", "apt-get install prometheus");
    Prerequisite.program("prometheus-alertmanager", "apt-get install prometheus-alertmanager");
    Path rules = Files.createTempDirectory("sonde-rules");
    Process shop = start(hasty(rules));
    Output output = new Output(shop.getInputStream(), "the shop");
    List<ProcessHandle> children = List.of();
    try {
      String control = control(output);
      Map<String, String> addresses = addresses(output);
      children = shop.descendants().toList();
      PrometheusApi prometheus = new PrometheusApi(addresses.get("Prometheus"));

      for (String query : ANSWERED) {
        boolean answered = Await.until(TO_SHOW, () -> prometheus.answers(query), yes -> yes);
        assertThat(answered).as(query).isTrue();
      }
      for (Map.Entry<String, List<String>> fault : ALERTS.entrySet()) {
        post(control, "normal");
        post(control, fault.getKey());
        assertThat(firing(addresses, fault.getValue(), true))
            .as(fault.getKey())
            .containsAll(fault.getValue());
      }
      softlyAssertDataAndRules(prometheus);
      post(control, "normal");
      List<String> all = ALERTS.values().stream().flatMap(List::stream).toList();
      assertThat(firing(addresses, all, false)).doesNotContainAnyElementsOf(all);

      post(control, "pause");
      assertCounts(prometheus, get(control + "/sent"));
      assertThat(agentLines(output)).isNotEmpty().noneMatch(line -> line.contains(" ERROR "));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + String.join("\n", output.lines()), e);
    } finally {
      shop.destroy();
      if (!shop.waitFor(30, TimeUnit.SECONDS)) {
        shop.destroyForcibly();
      }
      ChildJvm.delete(rules);
    }
    assertThat(children).hasSizeGreaterThan(7).noneMatch(ProcessHandle::isAlive);
    assertThat(output.lines()).noneMatch(line -> line.startsWith("Something is left"));
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      ProcessBuilder builder = command();
      builder.environment().put("SHOP_PORT", Integer.toString(taken.getLocalPort()));
      Process shop = builder.start();
      assertThat(shop.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(new String(shop.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(
              "Port "
                  + taken.getLocalPort()
                  + " is taken by something else: choose another with SHOP_PORT");
      assertThat(shop.exitValue()).isEqualTo(1);
    }
  }

  private static ProcessBuilder command(String... arguments) throws IOException {
    assertThat(SHOP).as("build the module 'examples/shop' first").isRegularFile();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx64m", "-jar", SHOP.toString(), "--agent=" + Launch.agentJar()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SONDE_"));
    for (String port : List.of("SHOP", "CONTROL", "METRICS", "PROMETHEUS", "ALERTMANAGER")) {
      builder.environment().put(port + "_PORT", "0");
    }
    return builder;
  }

  private static Process start(Path rules) throws IOException {
    return command("--stack", "--rules=" + rules, "--scrape=1s").start();
  }

  /** The shipped rules without patience: short windows, and no waiting. */
  private static Path hasty(Path directory) throws IOException {
    Path shipped = ShippedQueries.ROOT.resolve("prometheus-rules");
    for (String name : List.of("recording.yml", "slo.yml", "alerts.yml", "alertmanager.yml")) {
      Files.writeString(
          directory.resolve(name),
          Files.readString(shipped.resolve(name))
              .replaceAll("(?m)^( +)interval: .*$", "$1interval: 1s")
              .replaceAll("(?m)^( +)(keep_firing_for|for): .*$", "$1$2: 0s")
              .replaceAll("\\[\\d+[mhd](:[^]]*)?\\]", "[15s]"));
    }
    return directory;
  }

  private static String control(Output output) throws InterruptedException {
    String line =
        output
            .await(text -> CONTROL.matcher(text).matches(), TO_OPEN)
            .orElseThrow(() -> new AssertionError("the shop does not open"));
    return CONTROL.matcher(line).replaceFirst("$1");
  }

  private static Map<String, String> addresses(Output output) {
    Map<String, String> addresses = new LinkedHashMap<>();
    for (String line : output.lines()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.matches()) {
        addresses.put(address.group(1), address.group(2));
      }
    }
    return addresses;
  }

  /** What the agents have logged, each in the log of its service. */
  private static List<String> agentLines(Output output) throws IOException {
    Path logs =
        output.lines().stream()
            .filter(line -> line.startsWith("Logs:"))
            .map(line -> Path.of(line.substring("Logs:".length()).strip()))
            .findFirst()
            .orElseThrow();
    List<String> lines = new ArrayList<>();
    for (String service : List.of("front", "orders", "inventory", "pictures")) {
      try (Stream<String> all = Files.lines(logs.resolve(service + ".log"))) {
        all.filter(ChildJvm::isAgentLine).forEach(lines::add);
      }
    }
    return lines;
  }

  /** The alerts that Alertmanager has, as soon as these are among them, or none of them is. */
  private static Set<String> firing(
      Map<String, String> addresses, List<String> alerts, boolean wanted) {
    return Await.until(
        TO_SHOW,
        () -> {
          Set<String> names = new TreeSet<>();
          Matcher name = ALERT_NAME.matcher(get(addresses.get("Alertmanager") + "/api/v2/alerts"));
          while (name.find()) {
            names.add(name.group(1));
          }
          return names;
        },
        names -> wanted ? names.containsAll(alerts) : alerts.stream().noneMatch(names::contains));
  }

  private static void softlyAssertDataAndRules(PrometheusApi prometheus) throws Exception {
    String there = prometheus.ask("label/__name__/values");
    assertThat(there)
        .contains("\"rpc_server_call", "\"rpc_client_call", "\"sonde_s3_client_operation");
    List<Pattern> missing =
        ShippedQueries.metrics().stream()
            .filter(metric -> !there.contains("\"" + metric))
            .map(metric -> Pattern.compile("\\b" + metric + "(_bucket|_count|_sum)?[{\\[]"))
            .toList();
    Map<String, String> waiting = ShippedQueries.all();
    waiting
        .values()
        .removeIf(
            query ->
                ABSENT.stream().anyMatch(query::contains)
                    || missing.stream().anyMatch(metric -> metric.matcher(query).find()));
    assertThat(waiting).hasSizeGreaterThan(100);
    Await.until(
        TO_SHOW,
        () -> {
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
    softly.assertAll();
  }

  /** Prometheus has counted at the front what the customers have got. */
  private static void assertCounts(PrometheusApi prometheus, String sent) {
    Map<String, Double> expected = new LinkedHashMap<>();
    for (String line : sent.lines().toList()) {
      String[] words = line.split(" ", -1);
      assertThat(words).as(line).hasSize(4); // One that was lost has fewer.
      String query =
          "sum(http_server_request_duration_seconds_count{job=\"front\",http_request_method=\"%s\","
              + "http_route=\"%s\",http_response_status_code=\"%s\"})";
      expected.put(query.formatted(words[0], words[1], words[2]), Double.valueOf(words[3]));
    }
    assertThat(expected).hasSizeGreaterThan(8);
    expected.forEach(
        (query, count) -> assertThat(prometheus.query(query, count)).as(query).hasValue(count));
    double all = expected.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(
            prometheus.query("sum(http_server_request_duration_seconds_count{job=\"front\"})", all))
        .hasValue(all);
  }

  private static void post(String control, String word) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(control + "/" + word))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static String get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}
