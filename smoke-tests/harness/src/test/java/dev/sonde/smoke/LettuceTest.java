package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each version of Lettuce, all in one JVM, against a Redis and a cluster: the
 * application sees what it sees without the agent, its codec included, and each command and
 * transaction is measured once, below whoever has asked for it.
 */
class LettuceTest {

  /** What the client sends for itself: it differs from version to version. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("CLIENT", "HELLO", "QUIT", "CLUSTER", "PING", "COMMAND", "INFO", "READONLY");

  private static final Set<String> BLOCKING = Set.of("BLPOP");

  private static final String SECRET = "hunter2";

  private static DatabaseServer redis;
  private static RedisCluster cluster;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = DatabaseServer.redis();
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    if (redis != null) {
      redis.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  static Stream<Jdk> jdks() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(Jdk.own(), Jdk.of(8)).filter(jdk -> ("Lettuce on " + jdk).contains(only));
  }

  @ParameterizedTest(name = "on {0}")
  @MethodSource("jdks")
  void eachCommandIsMeasuredOnceAndTheApplicationSeesNothing(Jdk jdk) throws Exception {
    Map<String, List<String>> expected;
    try (ChildJvm app = launch(jdk).withoutAgent().start()) {
      expected = outputs(app);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(jdk).tracesTo(receiver).start()) {
      Map<String, List<String>> outputs = outputs(app);
      // A channel is told that it is closed after whoever has closed it, and then gives up what it
      // has sent itself.
      MetricsPage page =
          Await.until(
              app::metrics,
              seen ->
                  seen.sum("sonde_redis_client_connections") == 0
                      && seen.sum("sonde_db_client_active_operations") == 0);
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      for (String version : expected.keySet()) {
        softly.assertThat(outputs.get(version)).as(version).isEqualTo(expected.get(version));
        assertSpans(softly, version, expected.get(version), receiver.spans());
      }
      assertMetrics(softly, expected, page);
      Predicate<String> tells = text -> text.contains(SECRET);
      softly.assertThat(page.text().lines().filter(tells)).isEmpty();
      softly
          .assertThat(
              receiver.spans().stream()
                  .map(span -> span.name() + span.attributes() + span.span().getEventsList())
                  .filter(tells))
          .isEmpty();
      softly.assertThat(app.agentLines("WARN")).isEmpty();
      softly.assertThat(app.agentLines("ERROR")).isEmpty();
      softly.assertAll();
    }
  }

  private static Launch launch(Jdk jdk) {
    return Launch.java(
        jdk,
        "-jar",
        module().resolve("app.jar").toString(),
        "127.0.0.1",
        Integer.toString(redis.port()),
        cluster.addresses());
  }

  private static Path module() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, "app-redis", "target").toAbsolutePath().normalize();
  }

  private static List<String> versions() throws IOException {
    try (Stream<Path> jars = Files.list(module().resolve("lettuce"))) {
      List<String> versions =
          jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
              .sorted()
              .toList();
      assertThat(versions).hasSizeGreaterThanOrEqualTo(5);
      return versions;
    }
  }

  /** What the scenario prints, by version; then what is too much for spans. */
  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String version : versions()) {
      outputs.put(version, output(app, "/lettuce/" + version));
    }
    outputs.put("many", output(app, "/lettuce-many/" + versions().get(0)));
    return outputs;
  }

  private static List<String> output(ChildJvm app, String path) throws Exception {
    HttpResponse<String> answer = app.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private static void assertSpans(
      SoftAssertions softly, String version, List<String> output, List<ReceivedSpan> spans) {
    if (version.equals("many")) {
      return;
    }
    ReceivedSpan request = request("/lettuce/" + version, spans);
    Map<String, Long> counts = new TreeMap<>();
    for (ReceivedSpan span : spans) {
      if (span.parentId().equals(request.spanId())) {
        assertForm(softly, version, span);
        if (!CLIENTS_OWN.contains(span.name())) {
          counts.merge(span.name() + '|' + span.attribute("error.type"), 1L, Long::sum);
        }
      }
    }
    softly.assertThat(counts).as("spans of " + version).isEqualTo(operations(output));
    List<ReceivedSpan> children =
        spans.stream().filter(span -> span.parentId().equals(request.spanId())).toList();
    softly
        .assertThat(children)
        .as(version)
        .anyMatch(span -> span.name().equals("STRLEN") && is(span, "db.namespace", "3"))
        .anyMatch(
            span -> span.name().equals("MULTI INCR") && is(span, "db.operation.batch.size", 2L))
        .anyMatch(span -> span.name().equals("MGET") && is(span, "db.query.text", "MGET ? ? ?"))
        .anyMatch(span -> span.name().equals("BLPOP") && is(span, "sonde.redis.blocking", true));
    softly
        .assertThat(children)
        .filteredOn(span -> span.attributes().containsKey("sonde.redis.redirects"))
        .as("redirected with " + version)
        .hasSize(isInCluster(output) ? 2 : 0)
        .allMatch(span -> span.name().equals("GET") && is(span, "sonde.redis.redirects", 1L));
  }

  private static boolean isInCluster(List<String> output) {
    return output.stream().filter(line -> line.equals("SPAN MGET|null")).count() > 2;
  }

  private static boolean is(ReceivedSpan span, String attribute, Object value) {
    return value.equals(span.attribute(attribute));
  }

  private static ReceivedSpan request(String path, List<ReceivedSpan> spans) {
    List<ReceivedSpan> requests =
        spans.stream().filter(span -> is(span, "url.path", path)).toList();
    assertThat(requests).as(path).hasSize(1);
    return requests.get(0);
  }

  private static void assertForm(SoftAssertions softly, String version, ReceivedSpan span) {
    String what = version + ' ' + span.name() + span.attributes();
    softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    softly.assertThat(span.attribute("db.system.name")).as(what).isEqualTo("redis");
    softly.assertThat(span.attribute("db.operation.name")).as(what).isEqualTo(span.name());
    softly.assertThat(span.attribute("server.address")).as(what).isEqualTo("127.0.0.1");
    softly.assertThat(span.attributes()).as(what).containsKeys("server.port", "db.namespace");
    softly.assertThat(span.attribute("network.peer.address")).as(what).isEqualTo("127.0.0.1");
    softly
        .assertThat(span.attribute("network.peer.port"))
        .as(what)
        .isEqualTo(span.attribute("server.port"));
    Object status = span.attribute("db.response.status_code");
    if (status != null) {
      softly.assertThat(span.attribute("error.type")).as(what).isEqualTo(status);
    }
  }

  private static void assertMetrics(
      SoftAssertions softly, Map<String, List<String>> outputs, MetricsPage page) {
    Map<String, Long> operations = new TreeMap<>();
    Map<String, Long> lookups = new TreeMap<>();
    for (List<String> output : outputs.values()) {
      operations(output).forEach((key, count) -> operations.merge(key, count, Long::sum));
      for (String line : output) {
        int end = line.lastIndexOf('|');
        if (line.startsWith("COUNT ")) {
          operations.merge(
              line.substring("COUNT ".length(), end) + "|null",
              Long.parseLong(line.substring(end + 1)),
              Long::sum);
        } else if (line.startsWith("LOOKUP ") && !line.endsWith("|0")) {
          lookups.merge(
              line.substring("LOOKUP ".length(), end),
              Long.parseLong(line.substring(end + 1)),
              Long::sum);
        }
      }
    }
    Map<String, Long> waits = new TreeMap<>(operations);
    waits.keySet().removeIf(key -> !BLOCKING.contains(name(key)));
    operations.keySet().removeAll(waits.keySet());
    String operation = "db_operation_name";
    softly
        .assertThat(
            sums(page, "db_client_operation_duration_seconds_count", operation, "error_type"))
        .isEqualTo(operations);
    softly
        .assertThat(
            sums(
                page,
                "sonde_redis_client_blocking_duration_seconds_count",
                operation,
                "error_type"))
        .isEqualTo(waits);
    softly
        .assertThat(
            sums(page, "sonde_redis_client_key_lookups_total", operation, "sonde_lookup_result"))
        .isEqualTo(lookups);
    double clusters = outputs.values().stream().filter(LettuceTest::isInCluster).count();
    String redirects = "sonde_redis_client_redirects_total";
    softly.assertThat(page.sum(redirects, "sonde_redis_redirect", "MOVED")).isEqualTo(clusters);
    softly.assertThat(page.sum(redirects, "sonde_redis_redirect", "ASK")).isEqualTo(clusters);
    softly
        .assertThat(page.sum("sonde_redis_client_reconnects_total"))
        .isGreaterThanOrEqualTo(outputs.size() - 1);
    softly.assertThat(page.samples("sonde_redis_client_connections")).isNotEmpty();
    softly.assertThat(page.sum("sonde_redis_client_connections")).isZero();
    softly.assertThat(page.sum("sonde_db_client_active_operations")).isZero();
  }

  /** The samples of a metric, added up by two labels. */
  private static Map<String, Long> sums(MetricsPage page, String name, String one, String other) {
    Map<String, Long> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(name)) {
      String command = sample.labels().get(one);
      if (!CLIENTS_OWN.contains(command)) {
        String key = command + '|' + sample.labels().get(other);
        sums.merge(key, (long) sample.value(), Long::sum);
      }
    }
    return sums;
  }

  private static Map<String, Long> operations(List<String> output) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : output) {
      if (line.startsWith("SPAN ")) {
        counts.merge(line.substring("SPAN ".length()), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static String name(String entry) {
    return entry.substring(0, entry.indexOf('|'));
  }
}
