package dev.sonde.exporters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisOperation;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracings;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisMeasurementsTest {

  private static final RedisServer SERVER =
      new RedisServer("redis.example", 6379, "10.0.0.9", 6379);
  private static final RedisServer OTHER = new RedisServer("redis.example", 6380, null, 0);

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);

  private RedisMeasurements measurements;

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    Current.cell().set(null);
  }

  private void install(String... properties) {
    Map<String, String> set = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      set.put(properties[i], properties[i + 1]);
    }
    measurements =
        new RedisMeasurements(
            Config.of(set, Map.of(), null),
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION));
    RedisProbe.install(measurements);
  }

  private void execute(
      RedisServer server,
      String command,
      @Nullable Object reply,
      @Nullable Throwable thrown,
      @Nullable String error) {
    RedissonCall call =
        RedissonProbe.begin(
            server, measurements.database(server, 0), RedisCommand.of(command), null, 1, false);
    RedissonProbe.end(call, reply, thrown, error);
  }

  @Test
  void aCommandIsCountedTimedAndTraced() {
    install();
    Context parent = new Context(1, 2, 3, true, null, null);
    Current.cell().set(parent);
    execute(SERVER, "GET", "v", null, null);

    RedisOperation span = (RedisOperation) sink.last;
    assertThat(span.command.name).isEqualTo("GET");
    assertThat(span.traceIdLow).isEqualTo(2);
    assertThat(span.parentSpanId).isEqualTo(3);
    assertThat(span.server).isSameAs(SERVER);
    assertThat(span.isEnded()).isTrue();
    assertThat(Current.context()).isSameAs(parent);
    Map<Labels, Histogram> durations = histograms(Catalogue.DB_OPERATION_DURATION);
    Labels labels = Labels.of("redis", "GET", null, "0", null, null, null, "redis.example", null);
    assertThat(durations).containsOnlyKeys(labels);
    assertThat(durations.get(labels).sum()).isEqualTo(span.durationNanos() / 1e9);
    assertThat(values(Catalogue.REDIS_KEY_LOOKUPS))
        .isEqualTo(Map.of(Labels.of("GET", "hit", "redis.example"), 1.0));
    assertThat(values(Catalogue.DB_ACTIVE_OPERATIONS))
        .isEqualTo(Map.of(Labels.of("redis", "0"), 0.0));
  }

  @Test
  void aFailureIsCalledWhatTheServerCallsItOrWhatHappenedToTheConnection() {
    install();
    RuntimeException thrown = new RuntimeException(new SocketTimeoutException());
    execute(OTHER, "GET", null, thrown, "WRONGTYPE Operation against hunter2");
    assertThat(((RedisOperation) sink.last).statusCode).isEqualTo("WRONGTYPE");
    execute(OTHER, "GET", null, thrown, null);
    assertThat(((RedisOperation) sink.last).statusCode).isNull();

    String timeout = "java.net.SocketTimeoutException";
    assertThat(histograms(Catalogue.DB_OPERATION_DURATION))
        .containsOnlyKeys(
            Labels.of(
                "redis", "GET", null, "0", null, "WRONGTYPE", "WRONGTYPE", "redis.example", "6380"),
            Labels.of("redis", "GET", null, "0", null, timeout, null, "redis.example", "6380"));
    assertThat(values(Catalogue.REDIS_KEY_LOOKUPS)).isEmpty();
  }

  @Test
  void whatWaitsOnTheServerIsMeasuredApart() {
    install();
    execute(SERVER, "BLPOP", null, null, null);

    assertThat(histograms(Catalogue.DB_OPERATION_DURATION)).isEmpty();
    assertThat(histograms(Catalogue.REDIS_BLOCKING_DURATION))
        .containsOnlyKeys(Labels.of("BLPOP", "0", null, "redis.example", null));
    assertThat(((RedisOperation) sink.last).blocking).isTrue();
    assertThat(values(Catalogue.DB_ACTIVE_OPERATIONS).values()).containsOnly(0.0);
  }

  @Test
  void whatAClientSendsForItselfIsMeasuredApartAndBeginsNoTrace() {
    install();
    Object connection = new Object();
    Current thread = RedisProbe.beginUpkeep();
    ping(connection);
    assertThat(sink.last).isNull();
    Current.cell().set(new Context(1, 2, 3, true, null, null));
    ping(connection);
    RedisProbe.endUpkeep(thread);

    assertThat(((RedisOperation) sink.last).parentSpanId).isEqualTo(3);
    assertThat(histograms(Catalogue.DB_OPERATION_DURATION)).isEmpty();
    Map<Labels, Histogram> upkeep = histograms(Catalogue.REDIS_UPKEEP_DURATION);
    assertThat(upkeep).containsOnlyKeys(Labels.of("PING", null, null, null));
    assertThat(upkeep.values()).allMatch(each -> Arrays.stream(each.counts()).sum() == 2);
    assertThat(values(Catalogue.DB_ACTIVE_OPERATIONS).values()).containsOnly(0.0);

    Current.cell().set(null);
    ping(connection);
    assertThat(sink.offered.sum()).as("a trace of the application's").isEqualTo(2);
    assertThat(histograms(Catalogue.DB_OPERATION_DURATION)).hasSize(1);
  }

  private static void ping(Object connection) {
    RedisCommand ping = RedisCommand.of("PING");
    JedisProbe.sent(connection, ping, null, 0, false, RedisProbe.now(), null);
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, "PONG", null, null);
  }

  @Test
  void belowAnUnsampledParentAndWithoutSpansAllIsMeasured() {
    install();
    Current.cell().set(new Context(1, 2, 3, false, null, null));
    execute(SERVER, "GET", null, null, null);
    Current.cell().set(null);
    install("sonde.redis.spans", "false");
    execute(SERVER, "GET", null, null, null);

    assertThat(sink.offered.sum()).isZero();
    assertThat(values(Catalogue.REDIS_KEY_LOOKUPS))
        .isEqualTo(Map.of(Labels.of("GET", "miss", "redis.example"), 2.0));
  }

  @Test
  void openConnectionsAreCountedByServer() {
    install();
    measurements.opened(measurements.database(SERVER, 0));
    measurements.opened(measurements.database(OTHER, 0));
    measurements.opened(measurements.database(OTHER, 0));
    measurements.closed(measurements.database(OTHER, 3));

    assertThat(values(Catalogue.REDIS_CONNECTIONS))
        .isEqualTo(
            Map.of(Labels.of("redis.example", null), 1.0, Labels.of("redis.example", "6380"), 1.0));
  }

  private Map<Labels, Double> values(Metric wanted) {
    Map<Labels, Double> values = new HashMap<>();
    visit(wanted, values, new HashMap<>());
    return values;
  }

  private Map<Labels, Histogram> histograms(Metric wanted) {
    Map<Labels, Histogram> histograms = new HashMap<>();
    visit(wanted, new HashMap<>(), histograms);
    histograms.values().removeIf(each -> Arrays.stream(each.counts()).sum() == 0);
    return histograms;
  }

  private void visit(Metric wanted, Map<Labels, Double> values, Map<Labels, Histogram> histograms) {
    registry.visit(
        new MetricVisitor() {
          @Override
          public boolean metric(Metric metric) {
            return metric == wanted;
          }

          @Override
          public void value(Metric metric, Labels labels, double value) {
            values.put(labels, value);
          }

          @Override
          public void histogram(Metric metric, Labels labels, Histogram histogram) {
            histograms.put(labels, histogram);
          }
        });
  }
}
