package dev.sonde.smoke;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that clients reach over TLS, through a socket in the file system, by a sentinel, as a
 * replica, in a cluster, or instead of another one that has died.
 */
class RedisServersTest {

  /** What clients send for themselves, to find out about their servers first of all. */
  private static final RedisLedger LEDGER =
      new RedisLedger(
          Set.of(
              "CLIENT",
              "CLUSTER",
              "COMMAND",
              "HELLO",
              "INFO",
              "PING",
              "PIPELINE CLIENT",
              "PSUBSCRIBE",
              "PUBSUB",
              "QUIT",
              "ROLE",
              "SENTINEL",
              "SUBSCRIBE",
              "UNSUBSCRIBE"));

  /** Of Redisson nobody can tell whether an application has subscribed. */
  private static final RedisLedger COUNTS =
      new RedisLedger(Set.of("PSUBSCRIBE", "PUBSUB", "SUBSCRIBE", "UNSUBSCRIBE"));

  private static final String POOL = "db_client_connection_pool_name";

  @TempDir private static Path directory;

  private static final List<AutoCloseable> SERVERS = new ArrayList<>();

  private static DatabaseServer redis;
  private static DatabaseServer replica;
  private static DatabaseServer sentinel;
  private static DatabaseServer overTls;
  private static RedisCluster cluster;
  private static SelfSigned keys;

  @BeforeAll
  static void startServers() throws Exception {
    redis = started(DatabaseServer.redisWithSocket());
    replica = started(DatabaseServer.redisReplica(redis));
    Await.until(
        () -> RedisCluster.askAt(redis.port(), "INFO REPLICATION"),
        info -> info.contains("state=online"));
    sentinel = started(DatabaseServer.redisSentinel(redis));
    keys = SelfSigned.in(directory);
    overTls = started(DatabaseServer.redisOverTls(keys));
    cluster = started(RedisCluster.start());
  }

  private static <T extends AutoCloseable> T started(T server) {
    SERVERS.add(0, server);
    return server;
  }

  @AfterAll
  static void stopServers() throws Exception {
    for (AutoCloseable server : SERVERS) {
      server.close();
    }
    SERVERS.clear();
  }

  @Test
  void eachCommandIsMeasuredOnceWhicheverWayItTakes() throws Exception {
    Map<String, List<String>> expected;
    try (ChildJvm app = launch().withoutAgent().start()) {
      expected = outputs(app);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch().tracesTo(receiver).start()) {
      Map<String, List<String>> outputs = outputs(app);
      MetricsPage page = app.metrics();
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      for (String path : expected.keySet()) {
        List<ReceivedSpan> spans =
            RedisLedger.children(RedisLedger.request(path, receiver.spans()), receiver.spans());
        softly.assertThat(outputs.get(path)).as(path).isEqualTo(expected.get(path));
        softly
            .assertThat(LEDGER.told(spans))
            .as("spans of " + path)
            .isEqualTo(LEDGER.spans(expected.get(path)));
        softly.assertThat(spans).as(path).allMatch(s -> s.kind() == SpanKind.SPAN_KIND_CLIENT);
        if (path.contains("lettuce")) {
          assertServers(softly, path, spans);
        }
      }
      softly.assertThat(RedisLedger.roots(receiver.spans())).as("traces of their own").isEmpty();
      assertMetrics(softly, expected, page);
      RedisLedger.assertDiscreet(softly, app, page, receiver.spans());
      softly.assertAll();
    }
  }

  private static Launch launch() {
    return keys.trusted(
        RedisApp.launch(Jdk.own(), redis, cluster)
            .set("smoke.sentinel", Integer.toString(sentinel.port()))
            .set("smoke.socket", redis.socket().toString())
            .set("smoke.master", Integer.toString(redis.port()))
            .set("smoke.tls", Integer.toString(overTls.port())));
  }

  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String path : paths()) {
      outputs.put(path, RedisApp.output(app, path));
    }
    return outputs;
  }

  private static List<String> paths() throws Exception {
    List<String> paths = new ArrayList<>();
    paths.add("/jedis-failover/" + RedisApp.newest("jedis"));
    for (String version : RedisApp.versions("lettuce")) {
      if (!version.startsWith("5.")) {
        paths.add("/lettuce-servers/" + version);
      }
    }
    for (String version : RedisApp.versions("redisson")) {
      if (!version.matches("3\\.(2|10|11)\\..*")) {
        paths.add("/redisson-servers/" + version);
      }
    }
    return paths;
  }

  /** Each is told by where the client was told to connect to. */
  private static void assertServers(SoftAssertions softly, String path, List<ReceivedSpan> spans) {
    softly
        .assertThat(spans)
        .filteredOn(span -> RedisLedger.is(span, "server.address", redis.socket().toString()))
        .as(path)
        .hasSize(path.contains("/7.") ? 3 : 0);
    softly
        .assertThat(spans)
        .filteredOn(span -> RedisLedger.is(span, "server.port", (long) overTls.port()))
        .as(path)
        .hasSize(3);
    softly.assertThat(spans).filteredOn(span -> span.name().equals("SENTINEL")).as(path).hasSize(1);
    softly
        .assertThat(spans)
        .filteredOn(span -> RedisLedger.is(span, "server.port", (long) replica.port()))
        .extracting(ReceivedSpan::name)
        .containsExactly("GET");
  }

  private static void assertMetrics(
      SoftAssertions softly, Map<String, List<String>> outputs, MetricsPage page) {
    COUNTS.assertMeasured(softly, outputs.values(), page);
    for (String command :
        List.of("CLIENT", "CLUSTER", "HELLO", "INFO", "PING", "PSUBSCRIBE", "SENTINEL")) {
      softly.assertThat(RedisLedger.upkeep(page, command)).as(command).isPositive();
    }
    long pools = outputs.keySet().stream().filter(path -> path.contains("lettuce")).count();
    String name = "lettuce:127.0.0.1:" + redis.port();
    softly
        .assertThat(page.samples("db_client_connection_max"))
        .extracting(sample -> sample.labels().get(POOL))
        .filteredOn(pool -> pool.startsWith("lettuce:"))
        .hasSize((int) pools)
        .allMatch(pool -> pool.startsWith(name));
    softly
        .assertThat(pooled(page, "db_client_connection_wait_time_seconds_count"))
        .isEqualTo(2 * pools);
    softly.assertThat(pooled(page, "db_client_connection_use_time_seconds_count")).isEqualTo(pools);
    softly.assertThat(pooled(page, "db_client_connection_timeouts_total")).isEqualTo(pools);
  }

  private static long pooled(MetricsPage page, String metric) {
    double sum = 0;
    for (MetricsPage.Sample sample : page.samples(metric)) {
      sum += sample.labels().get(POOL).startsWith("lettuce:") ? sample.value() : 0;
    }
    return (long) sum;
  }
}
