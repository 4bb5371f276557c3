package dev.sonde.smoke;

import static dev.sonde.smoke.RedisLedger.is;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final RedisLedger LEDGER = new RedisLedger(Set.of());

  /** What is too much for spans. */
  private static final String MANY = "many";

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
      VersionTable table = new VersionTable("Lettuce", jdk, softly);
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
      assertMetrics(softly, expected, page);
      RedisLedger.assertDiscreet(softly, app, page, receiver.spans());
      softly.assertAll();
    }
  }

  /** Its connections are those of the JDK: those of the system are tried elsewhere. */
  private static Launch launch(Jdk jdk) {
    return RedisApp.launch(jdk, redis, cluster)
        .jvm("-Xmx768m")
        .set("io.lettuce.core.epoll", "false");
  }

  /** What the scenario prints, by version; then what is too much for spans. */
  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String version : RedisApp.versions("lettuce")) {
      outputs.put(version, RedisApp.output(app, "/lettuce/" + version));
    }
    outputs.put(MANY, RedisApp.output(app, "/lettuce-many/" + RedisApp.newest("lettuce")));
    return outputs;
  }

  private static void assertSpans(
      SoftAssertions softly, String version, List<String> output, List<ReceivedSpan> spans) {
    if (version.equals(MANY)) {
      return;
    }
    List<ReceivedSpan> children =
        RedisLedger.children(RedisLedger.request("/lettuce/" + version, spans), spans);
    for (ReceivedSpan span : children) {
      assertForm(softly, version, span);
    }
    softly
        .assertThat(LEDGER.told(children))
        .as("spans of " + version)
        .isEqualTo(LEDGER.spans(output));
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
    LEDGER.assertMeasured(softly, outputs.values(), page);
    for (String command : List.of("HELLO", "CLIENT", "CLUSTER", "PING")) {
      softly.assertThat(RedisLedger.upkeep(page, command)).as(command).isPositive();
    }
    double clusters = outputs.values().stream().filter(LettuceTest::isInCluster).count();
    String redirects = "sonde_redis_client_redirects_total";
    softly.assertThat(page.sum(redirects, "sonde_redis_redirect", "MOVED")).isEqualTo(clusters);
    softly.assertThat(page.sum(redirects, "sonde_redis_redirect", "ASK")).isEqualTo(clusters);
    softly
        .assertThat(page.sum("sonde_redis_client_reconnects_total"))
        .isGreaterThanOrEqualTo(outputs.size() - 1);
    softly.assertThat(page.samples("sonde_redis_client_connections")).isNotEmpty();
    softly.assertThat(page.sum("sonde_redis_client_connections")).isZero();
  }
}
