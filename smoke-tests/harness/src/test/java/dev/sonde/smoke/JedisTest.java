package dev.sonde.smoke;

import static dev.sonde.smoke.RedisLedger.is;
import static dev.sonde.smoke.RedisLedger.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each version of Jedis, all in one JVM, against a Redis: the application sees
 * what it sees without the agent, and each command, pipeline and transaction is measured once.
 */
class JedisTest {

  private static final RedisLedger LEDGER =
      new RedisLedger(
          Set.of(
              "CLIENT",
              "PIPELINE CLIENT",
              "HELLO",
              "QUIT",
              "CLUSTER",
              "COMMAND",
              "PING",
              "UNWATCH",
              "SENTINEL",
              "SUBSCRIBE"));

  /** What clients send for themselves is not among what is counted. */
  private static final RedisLedger COUNTS = new RedisLedger(Set.of("PING", "UNWATCH"));

  /** Each version does all of the first; the others are asked of one. */
  private static final List<String> PARTS = List.of("by", "at");

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

  /** The beginning of the names of pools by another name of the host. */
  private static final String POOLS = "jedis:localhost:";

  private static final String POOL = "db_client_connection_pool_name";
  private static final String COUNT = "db_client_connection_count";

  @TempDir private static Path directory;

  private static final List<AutoCloseable> SERVERS = new ArrayList<>();

  private static DatabaseServer redis;
  private static DatabaseServer sentinel;
  private static DatabaseServer overTls;
  private static RedisCluster cluster;
  private static SelfSigned keys;

  @BeforeAll
  static void startServers() throws Exception {
    redis = started(DatabaseServer.redis());
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

  static Stream<Jdk> jdks() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(Jdk.own(), Jdk.of(8)).filter(jdk -> ("Jedis on " + jdk).contains(only));
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
      app.get("/failing/" + versions().get(0));
      MetricsPage page = app.metrics();
      app.get("/drop/" + versions().get(0));
      for (String version : versions()) {
        app.get("/drop/" + version);
      }
      MetricsPage after =
          Await.until(app::metrics, read -> pooled(read, "db_client_connection_max") == 0);
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      VersionTable table = new VersionTable("Jedis", jdk, softly);
      expected.forEach(
          (path, output) ->
              table.add(
                  path.substring(1),
                  () -> {
                    softly.assertThat(outputs.get(path)).as(path).isEqualTo(output);
                    softly.assertThat(output).as(path).noneMatch(isUnexpected());
                    if (PARTS.contains(path.substring(1, 3))) {
                      assertSpans(softly, path, output, receiver.spans());
                    }
                  }));
      table.print();
      softly.assertThat(RedisLedger.roots(receiver.spans())).as("traces of their own").isEmpty();
      assertMetrics(softly, expected.values(), page);
      assertPools(softly, expected.values(), page);
      softly.assertThat(after.samples(COUNT)).as("pools that were dropped").isEmpty();
      RedisLedger.assertDiscreet(softly, app, page, receiver.spans());
      softly.assertAll();
    }
  }

  /** Its classes, a pool and its connections are there before the agent. */
  @Test
  void theAgentComesAndGoesWhileTheApplicationRuns() throws Exception {
    String newest = '/' + RedisApp.newest("jedis");
    try (ChildJvm app = launch(Jdk.own()).withoutAgent().start()) {
      List<String> expected = app.get("/commands" + newest).body().lines().toList();
      app.get("/hold" + newest);
      said("attach", app);
      Await.until(app::agentLines, lines -> lines.stream().anyMatch(l -> l.contains("ready in")));
      assertThat(app.get("/commands" + newest).body().lines()).isEqualTo(expected);
      app.get("/again" + newest);
      MetricsPage page = app.metrics();
      Map<String, Long> operations = LEDGER.spans(expected);
      operations.merge("SET|null", 1L, Long::sum);
      operations.merge("GET|null", 1L, Long::sum);
      assertThat(LEDGER.measured(page, "db_client_operation_duration_seconds_count", "error_type"))
          .isEqualTo(operations);
      assertThat(page.sum("db_client_connection_wait_time_seconds_count")).isEqualTo(1);
      assertThat(page.sum("db_client_connection_use_time_seconds_count")).isEqualTo(1);
      assertThat(page.sum(COUNT, "db_client_connection_state", "used")).isEqualTo(1);
      assertThat(page.sum("sonde_db_client_active_operations")).isZero();
      said("detach", app);
      assertThat(app.get("/commands" + newest).body().lines()).isEqualTo(expected);
      app.get("/again" + newest);
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("ERROR")).isEmpty();
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Exception"));
    }
  }

  private static void said(String word, ChildJvm app) throws Exception {
    Launch.Finished finished =
        Launch.commandLine(Jdk.own()).arguments(word, Long.toString(app.pid())).finish();
    assertThat(finished.stderr()).isEmpty();
    assertThat(finished.exit()).isZero();
  }

  /** What is no part of the scenario. */
  private static Predicate<String> isUnexpected() {
    return line -> line.contains("NoSuchMethod") || line.contains("Error: ");
  }

  private static Launch launch(Jdk jdk) {
    return keys.trusted(
        RedisApp.launch(jdk, redis)
            .jvm("-Xmx512m")
            .set("smoke.cluster", cluster.addresses())
            .set("smoke.sentinel", "127.0.0.1:" + sentinel.port())
            .set("smoke.tls", Integer.toString(overTls.port())));
  }

  private static List<String> versions() throws IOException {
    return RedisApp.versions("jedis");
  }

  /** What the scenario prints, by part and version. */
  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    List<String> paths = new ArrayList<>();
    for (String version : versions()) {
      PARTS.forEach(part -> paths.add("/" + part + '/' + version));
    }
    paths.add("/many/" + RedisApp.newest("jedis"));
    for (String path : paths) {
      outputs.put(path, RedisApp.output(app, path));
    }
    return outputs;
  }

  private static void assertSpans(
      SoftAssertions softly, String path, List<String> output, List<ReceivedSpan> spans) {
    List<ReceivedSpan> children = RedisLedger.children(RedisLedger.request(path, spans), spans);
    for (ReceivedSpan span : children) {
      assertForm(softly, span);
    }
    softly.assertThat(LEDGER.told(children)).as("spans of " + path).isEqualTo(LEDGER.spans(output));
    softly
        .assertThat(children)
        .filteredOn(span -> span.attributes().containsKey("sonde.redis.redirects"))
        .as("redirected with " + path)
        .hasSize((int) lines(output, "REDIRECT "))
        .allMatch(span -> span.name().equals("GET") && is(span, "sonde.redis.redirects", 1L));
    if (path.startsWith("/by/")) {
      assertParticulars(softly, path, children);
    }
  }

  private static void assertParticulars(
      SoftAssertions softly, String path, List<ReceivedSpan> spans) {
    softly
        .assertThat(spans)
        .as(path)
        .anyMatch(span -> span.name().equals("STRLEN") && is(span, "db.namespace", "3"))
        .anyMatch(span -> span.name().equals("TTL") && is(span, "db.namespace", "5"))
        .anyMatch(
            span ->
                span.name().equals("PIPELINE INCR") && is(span, "db.operation.batch.size", 10_000L))
        .anyMatch(span -> span.name().equals("EVAL") && is(span, "db.query.text", "EVAL ? ? ?"))
        .anyMatch(span -> span.name().equals("CLIENT") && is(span, "error.type", "ERR"))
        .anyMatch(span -> span.name().equals("BLPOP") && is(span, "sonde.redis.blocking", true))
        .noneMatch(
            span -> span.name().equals("XREADGROUP") && is(span, "sonde.redis.blocking", true));
  }

  private static void assertForm(SoftAssertions softly, ReceivedSpan span) {
    String what = span.name() + span.attributes();
    softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    softly.assertThat(span.attribute("db.system.name")).as(what).isEqualTo("redis");
    softly.assertThat(span.attribute("db.operation.name")).as(what).isEqualTo(span.name());
    softly.assertThat(span.attribute("server.address")).as(what).isIn(NAMES);
    Object status = span.attribute("db.response.status_code");
    if (status != null) {
      softly.assertThat(span.attribute("error.type")).as(what).isEqualTo(status);
    }
    if (is(span, "server.port", (long) redis.port())) {
      softly.assertThat(span.attribute("network.peer.address")).as(what).isEqualTo("127.0.0.1");
      softly
          .assertThat(span.attribute("network.peer.port"))
          .as(what)
          .isEqualTo((long) redis.port());
      softly.assertThat(span.attributes()).as(what).containsKey("db.namespace");
    }
  }

  private static void assertMetrics(
      SoftAssertions softly, Collection<List<String>> outputs, MetricsPage page) {
    List<List<String>> all = new ArrayList<>(outputs);
    all.add(List.of("SPAN EVAL|MYERR")); // That of the request that fails.
    COUNTS.assertMeasured(softly, all, page);
    for (String command :
        List.of("HELLO", "PIPELINE CLIENT", "CLUSTER", "SENTINEL", "SUBSCRIBE", "QUIT")) {
      softly.assertThat(RedisLedger.upkeep(page, command)).as(command).isPositive();
    }
    for (String how : List.of("MOVED", "ASK")) {
      long redirects = outputs.stream().mapToLong(each -> lines(each, "REDIRECT " + how)).sum();
      softly
          .assertThat(page.sum("sonde_redis_client_redirects_total", "sonde_redis_redirect", how))
          .as(how)
          .isEqualTo(redirects);
    }
  }

  /** Those of one host, each version's: two connections are open, one of them is lent. */
  private static void assertPools(
      SoftAssertions softly, Collection<List<String>> outputs, MetricsPage page)
      throws IOException {
    int versions = versions().size();
    softly
        .assertThat(pooled(page, "db_client_connection_wait_time_seconds_count"))
        .as("waits")
        .isEqualTo(total(outputs, "BORROW "));
    softly
        .assertThat(pooled(page, "db_client_connection_use_time_seconds_count"))
        .as("uses")
        .isEqualTo(total(outputs, "GIVE BACK "));
    softly
        .assertThat(pooled(page, "db_client_connection_timeouts_total"))
        .as("time-outs")
        .isEqualTo(total(outputs, "TIMEOUT "));
    softly.assertThat(pooled(page, "db_client_connection_max")).isEqualTo(2 * versions);
    softly.assertThat(pooled(page, "db_client_connection_idle_max")).isEqualTo(2 * versions);
    softly.assertThat(pooled(page, "db_client_connection_idle_min")).isZero();
    softly.assertThat(pooled(page, "db_client_connection_pending_requests")).isZero();
    for (String state : List.of("used", "idle")) {
      softly
          .assertThat(page.sum(COUNT, "db_client_connection_state", state))
          .as(state)
          .isEqualTo(versions);
    }
    softly
        .assertThat(page.samples("db_client_connection_wait_time_seconds_count"))
        .extracting(sample -> sample.labels().get(POOL))
        .allMatch(name -> name.startsWith("jedis:"));
    softly
        .assertThat(page.sum("sonde_redis_client_connections", "server_address", "localhost"))
        .as("open connections")
        .isEqualTo(2 * versions);
    softly
        .assertThat(page.samples("sonde_redis_client_connections"))
        .filteredOn(sample -> !"localhost".equals(sample.labels().get("server_address")))
        .as("open connections by the other name")
        .allMatch(sample -> sample.value() == 0);
  }

  private static long pooled(MetricsPage page, String metric) {
    double sum = 0;
    for (MetricsPage.Sample sample : page.samples(metric)) {
      sum += sample.labels().get(POOL).startsWith(POOLS) ? sample.value() : 0;
    }
    return (long) sum;
  }

  /** The numbers of all lines of a kind. */
  private static long total(Collection<List<String>> outputs, String kind) {
    return outputs.stream()
        .flatMap(List::stream)
        .filter(line -> line.startsWith(kind))
        .mapToLong(line -> Long.parseLong(line.substring(kind.length())))
        .sum();
  }
}
