package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each version of Redisson, all in one JVM, against a Redis: the application sees
 * what it sees without the agent, each command and batch is measured once, and belongs to the
 * request that made it, whichever thread has sent it.
 */
class RedissonTest {

  /** What the client sends for itself: it differs from version to version. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("CLIENT", "HELLO", "PING", "QUIT", "SELECT", "SUBSCRIBE", "UNSUBSCRIBE");

  private static final String SECRET = "hunter2";
  private static final String CONNECTIONS = "sonde_redis_client_connections";
  private static final String RECONNECTS = "sonde_redis_client_reconnects_total";
  private static final String WAITS = "db_client_connection_wait_time_seconds_count";
  private static final String USES = "db_client_connection_use_time_seconds_count";
  private static final String PENDING = "db_client_connection_pending_requests";

  private static DatabaseServer redis;
  private static Map<String, List<String>> expected;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = DatabaseServer.redis();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    if (redis != null) {
      redis.close();
    }
  }

  static Stream<Jdk> jdks() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(Jdk.own(), Jdk.of(8)).filter(jdk -> ("Redisson on " + jdk).contains(only));
  }

  @ParameterizedTest(name = "on {0}")
  @MethodSource("jdks")
  void eachCommandIsMeasuredOnceAndTheApplicationSeesNothing(Jdk jdk) throws Exception {
    Map<String, List<String>> expected = expected();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(jdk).tracesTo(receiver).start()) {
      Map<String, List<String>> outputs = outputs(app);
      MetricsPage page = app.metrics();
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      for (Map.Entry<String, List<String>> each : expected.entrySet()) {
        softly.assertThat(outputs.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
        assertSpans(softly, each.getKey(), each.getValue(), receiver.spans());
      }
      softly
          .assertThat(receiver.spans())
          .filteredOn(span -> is(span, "db.system.name", "redis"))
          .as("traces of their own")
          .noneMatch(span -> span.parentId().isEmpty());
      assertMetrics(softly, expected.values(), page);
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

  /**
   * One client of each version, with a pool of one connection and another one to subscribe by.
   * There were some that gave a connection back once a command was sent, where a pool is small.
   */
  @Test
  void aNodesPoolAndItsConnectionsAreMeasured() throws Exception {
    try (ChildJvm app = launch(Jdk.own()).start()) {
      List<String> versions = versions();
      long uses = 0;
      for (String version : versions) {
        List<String> output = app.get("/redisson-open/" + version).body().lines().toList();
        assertThat(output).as(version).hasSize(2);
        uses += hasPool(version) ? Long.parseLong(output.get(0)) : 0;
      }
      int clients = versions.size();
      long pools = versions.stream().filter(RedissonTest::hasPool).count();
      MetricsPage page = app.metrics();
      assertThat(page.sum(CONNECTIONS)).isEqualTo(2 * clients);
      assertThat(page.sum(WAITS)).isEqualTo(uses);
      assertThat(page.sum(USES)).isEqualTo(uses);
      assertThat(page.sum("db_client_connection_max")).isEqualTo(pools);
      assertThat(page.sum("db_client_connection_idle_min")).isEqualTo(pools);
      assertStates(page, 0, pools, 0);
      assertThat(page.samples("db_client_connection_max"))
          .as("names")
          .hasSize((int) pools)
          .allMatch(
              sample ->
                  sample
                      .labels()
                      .get("db_client_connection_pool_name")
                      .startsWith("redisson:127.0.0.1:" + redis.port()));

      app.get("/kill/all");
      page = Await.until(app::metrics, seen -> seen.sum(RECONNECTS) == 2 * clients);
      assertThat(page.sum(CONNECTIONS)).isEqualTo(2 * clients);
      assertStates(page, 0, pools, 0);

      for (String version : versions) {
        app.get("/redisson-take/" + version);
      }
      long sharing = versions.stream().filter(version -> version.startsWith("3.16.")).count();
      long taken = pools - sharing;
      page = Await.until(app::metrics, seen -> seen.sum(PENDING) == taken);
      assertStates(page, taken, sharing, taken);
      assertThat(page.sum(WAITS)).isEqualTo(uses + taken + 2 * sharing);
      assertThat(page.sum(USES)).isEqualTo(uses + 2 * sharing);
      assertThat(page.sum("db_client_connection_timeouts_total")).isZero();
      assertThat(page.sum("sonde_db_client_connection_leaks_total")).isZero();

      for (String version : versions) {
        app.get("/redisson-close/" + version);
      }
      page = Await.until(app::metrics, seen -> seen.sum(CONNECTIONS) == 0);
      assertThat(page.samples("db_client_connection_max")).isEmpty();
      assertThat(page.sum(RECONNECTS)).isEqualTo(2 * clients);
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("ERROR")).isEmpty();
    }
  }

  private static boolean hasPool(String version) {
    return !version.startsWith("3.2.");
  }

  private static void assertStates(MetricsPage page, long used, long idle, long pending) {
    String count = "db_client_connection_count";
    assertThat(page.sum(count, "db_client_connection_state", "used")).as("used").isEqualTo(used);
    assertThat(page.sum(count, "db_client_connection_state", "idle")).as("idle").isEqualTo(idle);
    assertThat(page.sum(PENDING)).as("pending").isEqualTo(pending);
  }

  /** What the scenario prints without the agent, on any JDK. */
  private static synchronized Map<String, List<String>> expected() throws Exception {
    Map<String, List<String>> known = expected;
    if (known == null) {
      try (ChildJvm app = launch(Jdk.own()).withoutAgent().start()) {
        known = outputs(app);
      }
      expected = known;
    }
    return known;
  }

  private static Launch launch(Jdk jdk) {
    return Launch.java(
        jdk,
        "-jar",
        module().resolve("app.jar").toString(),
        "127.0.0.1",
        Integer.toString(redis.port()));
  }

  private static Path module() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, "app-redis", "target").toAbsolutePath().normalize();
  }

  private static List<String> versions() throws IOException {
    try (Stream<Path> jars = Files.list(module().resolve("redisson"))) {
      List<String> versions =
          jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
              .sorted()
              .toList();
      assertThat(versions).hasSizeGreaterThanOrEqualTo(6);
      return versions;
    }
  }

  /** What the scenario prints, by version. */
  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String version : versions()) {
      List<String> output = app.get("/redisson/" + version).body().lines().toList();
      assertThat(output).as(version).isNotEmpty().last().isEqualTo("END");
      outputs.put(version, output);
    }
    return outputs;
  }

  private static void assertSpans(
      SoftAssertions softly, String version, List<String> output, List<ReceivedSpan> spans) {
    List<ReceivedSpan> requests =
        spans.stream().filter(span -> is(span, "url.path", "/redisson/" + version)).toList();
    assertThat(requests).as(version).hasSize(1);
    List<ReceivedSpan> children =
        spans.stream()
            .filter(span -> span.parentId().equals(requests.get(0).spanId()))
            .filter(span -> !CLIENTS_OWN.contains(span.name()))
            .toList();
    Map<String, Long> counts = new TreeMap<>();
    for (ReceivedSpan span : children) {
      counts.merge(span.name() + '|' + span.attribute("error.type"), 1L, Long::sum);
      String what = span.name() + span.attributes();
      softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
      softly.assertThat(span.attribute("db.operation.name")).as(what).isEqualTo(span.name());
      softly.assertThat(span.attribute("server.address")).as(what).isEqualTo("127.0.0.1");
      softly.assertThat(span.attributes()).as(what).containsKey("db.namespace");
      if (is(span, "server.port", (long) redis.port())) {
        softly.assertThat(span.attribute("network.peer.address")).as(what).isEqualTo("127.0.0.1");
      }
    }
    softly.assertThat(counts).as("spans of " + version).isEqualTo(ledger(output, "SPAN "));
    if (version.startsWith("3.2.")) {
      return;
    }
    softly
        .assertThat(children)
        .as(version)
        .anyMatch(span -> span.name().equals("STRLEN") && is(span, "db.namespace", "3"))
        .anyMatch(
            span ->
                span.name().equals("PIPELINE INCR") && is(span, "db.operation.batch.size", 10_000L))
        .anyMatch(span -> span.name().equals("SET") && is(span, "db.query.text", "SET ? ?"))
        .anyMatch(span -> span.name().equals("BLPOP") && is(span, "sonde.redis.blocking", true));
    softly
        .assertThat(children)
        .filteredOn(span -> span.name().startsWith("MULTI"))
        .as("transactions with " + version)
        .hasSize(version.matches("3\\.1[01]\\..*") ? 2 : 4)
        .allMatch(span -> is(span, "db.operation.batch.size", 2L));
    softly
        .assertThat(children)
        .filteredOn(span -> span.attributes().containsKey("sonde.redis.redirects"))
        .as("redirected with " + version)
        .hasSize(1)
        .allMatch(span -> span.name().equals("GET") && is(span, "sonde.redis.redirects", 1L));
  }

  private static boolean is(ReceivedSpan span, String attribute, Object value) {
    return value.equals(span.attribute(attribute));
  }

  private static void assertMetrics(
      SoftAssertions softly, Collection<List<String>> outputs, MetricsPage page) {
    Map<String, Long> operations = new TreeMap<>();
    Map<String, Long> lookups = new TreeMap<>();
    for (List<String> output : outputs) {
      ledger(output, "SPAN ").forEach((key, count) -> operations.merge(key, count, Long::sum));
      for (String line : output) {
        if (line.startsWith("LOOKUP ") && !line.endsWith("|0")) {
          int end = line.lastIndexOf('|');
          long count = Long.parseLong(line.substring(end + 1));
          lookups.merge(line.substring("LOOKUP ".length(), end), count, Long::sum);
        }
      }
    }
    Map<String, Long> measured =
        sums(page, "db_client_operation_duration_seconds_count", "db_operation_name", "error_type");
    measured.putAll(
        sums(
            page,
            "sonde_redis_client_blocking_duration_seconds_count",
            "db_operation_name",
            "error_type"));
    softly.assertThat(measured).isEqualTo(operations);
    softly
        .assertThat(
            sums(
                page,
                "sonde_redis_client_key_lookups_total",
                "db_operation_name",
                "sonde_lookup_result"))
        .isEqualTo(lookups);
    softly
        .assertThat(page.sum("sonde_redis_client_redirects_total", "sonde_redis_redirect", "MOVED"))
        .isEqualTo(outputs.size() - 1);
    softly
        .assertThat(
            page.sum("db_client_operation_duration_seconds_count", "db_operation_name", "PING"))
        .isPositive();
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

  private static Map<String, Long> ledger(List<String> output, String kind) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : output) {
      if (line.startsWith(kind)) {
        counts.merge(line.substring(kind.length()), 1L, Long::sum);
      }
    }
    return counts;
  }
}
