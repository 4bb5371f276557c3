package dev.sonde.smoke;

import static dev.sonde.smoke.RedisLedger.is;
import static dev.sonde.smoke.RedisLedger.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final RedisLedger LEDGER =
      new RedisLedger(
          Set.of("CLIENT", "HELLO", "PING", "QUIT", "SELECT", "SUBSCRIBE", "UNSUBSCRIBE"));

  /** What clients send for themselves is not among what is counted. */
  private static final RedisLedger COUNTS = new RedisLedger(Set.of("SUBSCRIBE", "UNSUBSCRIBE"));

  private static final String CONNECTIONS = "sonde_redis_client_connections";
  private static final String RECONNECTS = "sonde_redis_client_reconnects_total";
  private static final String WAITS = "db_client_connection_wait_time_seconds_count";
  private static final String USES = "db_client_connection_use_time_seconds_count";
  private static final String PENDING = "db_client_connection_pending_requests";

  /** What is too much for spans. */
  private static final String MANY = "many";

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
      VersionTable table = new VersionTable("Redisson", jdk, softly);
      expected.forEach(
          (version, output) ->
              table.add(
                  version,
                  () -> {
                    softly.assertThat(outputs.get(version)).as(version).isEqualTo(output);
                    assertSpans(softly, version, output, receiver.spans());
                  }));
      table.print();
      softly.assertThat(RedisLedger.roots(receiver.spans())).as("traces of their own").isEmpty();
      assertMetrics(softly, expected.values(), page);
      RedisLedger.assertDiscreet(softly, app, page, receiver.spans());
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
      List<String> versions = RedisApp.versions("redisson");
      long uses = 0;
      for (String version : versions) {
        List<String> output = app.get("/pool-open/" + version).body().lines().toList();
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
        app.get("/pool-take/" + version);
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
        app.get("/pool-close/" + version);
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
    return RedisApp.launch(jdk, redis).jvm("-Xmx768m");
  }

  /** What the scenario prints, by version; then what is too much for spans. */
  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String version : RedisApp.versions("redisson")) {
      List<String> output = RedisApp.output(app, "/redisson/" + version);
      assertThat(output).as(version).last().isEqualTo("END");
      outputs.put(version, output);
    }
    outputs.put(MANY, RedisApp.output(app, "/redisson-many/" + RedisApp.newest("redisson")));
    return outputs;
  }

  private static void assertSpans(
      SoftAssertions softly, String version, List<String> output, List<ReceivedSpan> spans) {
    if (version.equals(MANY)) {
      return;
    }
    ReceivedSpan request = RedisLedger.request("/redisson/" + version, spans);
    List<ReceivedSpan> children = RedisLedger.children(request, spans);
    for (ReceivedSpan span : children) {
      assertForm(softly, span);
    }
    softly
        .assertThat(LEDGER.told(children))
        .as("spans of " + version)
        .isEqualTo(LEDGER.spans(output));
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

  private static void assertForm(SoftAssertions softly, ReceivedSpan span) {
    String what = span.name() + span.attributes();
    softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    softly.assertThat(span.attribute("db.operation.name")).as(what).isEqualTo(span.name());
    softly.assertThat(span.attribute("server.address")).as(what).isEqualTo("127.0.0.1");
    softly.assertThat(span.attributes()).as(what).containsKey("db.namespace");
    if (is(span, "server.port", (long) redis.port())) {
      softly.assertThat(span.attribute("network.peer.address")).as(what).isEqualTo("127.0.0.1");
    }
  }

  private static void assertMetrics(
      SoftAssertions softly, Collection<List<String>> outputs, MetricsPage page) {
    COUNTS.assertMeasured(softly, outputs, page);
    softly
        .assertThat(page.sum("sonde_redis_client_redirects_total", "sonde_redis_redirect", "MOVED"))
        .isEqualTo(outputs.size() - 2);
    softly.assertThat(RedisLedger.upkeep(page, "PING")).isPositive();
    double atFirst = outputs.stream().mapToLong(each -> lines(each, "OWN EVAL")).sum();
    softly
        .assertThat(RedisLedger.upkeep(page, "EVAL"))
        .as("locks that were renewed")
        .isGreaterThanOrEqualTo(atFirst + outputs.size() - 2);
  }
}
