package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Current;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.boot.RedissonCall;
import dev.sonde.boot.RedissonProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.redis.RedisMeasurements;
import dev.sonde.exporters.trace.Tracings;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisSpanTest {

  private static final RedisServer SERVER =
      new RedisServer("redis.example", 6380, "10.0.0.9", 6380);

  private final Config config = Operations.config();
  private final Tracings.Sink sink = new Tracings.Sink(true);

  private RedisMeasurements measurements;

  @BeforeEach
  void install() {
    Registry registry = new Registry(2000, new SelfStats());
    measurements =
        new RedisMeasurements(
            config,
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION));
    RedisProbe.install(measurements);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    Current.cell().set(null);
  }

  private Span span(
      RedisServer server,
      String command,
      int arguments,
      @Nullable Throwable thrown,
      @Nullable String error)
      throws Exception {
    RedissonCall call =
        RedissonProbe.begin(
            server,
            measurements.database(server, 2),
            RedisCommand.of(command),
            null,
            arguments,
            false);
    RedissonProbe.end(call, null, thrown, error);
    ProtoBuffer out = new ProtoBuffer();
    int resource = out.begin(1);
    int scope = out.begin(2);
    new SpanWriter(out, config).write(2, sink.last, 0);
    out.end(scope);
    out.end(resource);
    TracesData traces = TracesData.parseFrom(Arrays.copyOf(out.bytes(), out.size()));
    return traces.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static Map<String, String> attributes(Span span) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue pair : span.getAttributesList()) {
      attributes.put(
          pair.getKey(),
          pair.getValue().hasStringValue()
              ? pair.getValue().getStringValue()
              : Long.toString(pair.getValue().getIntValue()));
    }
    return attributes;
  }

  @Test
  void aCommandIsToldByTheConventions() throws Exception {
    Span span = span(SERVER, "SET", 2, null, null);

    assertThat(span.getName()).isEqualTo("SET");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span))
        .isEqualTo(
            Map.of(
                "db.system.name", "redis",
                "db.namespace", "2",
                "db.operation.name", "SET",
                "db.query.text", "SET ? ?",
                "server.address", "redis.example",
                "server.port", "6380",
                "network.peer.address", "10.0.0.9",
                "network.peer.port", "6380"));
  }

  @Test
  void theUsualPortAndWhatIsUnknownAreNotTold() throws Exception {
    Span span = span(new RedisServer("redis.example", 6379, null, 0), "PING", 0, null, null);

    assertThat(attributes(span))
        .containsEntry("db.query.text", "PING")
        .doesNotContainKeys("server.port", "network.peer.address", "network.peer.port");
  }

  @Test
  void manyArgumentsAreNotToldEachByEach() throws Exception {
    assertThat(attributes(span(SERVER, "MSET", 20_000, null, null)).get("db.query.text"))
        .isEqualTo("MSET" + " ?".repeat(20) + " ...");
  }

  @Test
  void anErrorReplyIsToldByItsCodeAlone() throws Exception {
    RuntimeException thrown = new RuntimeException("ERR unknown command, with args: hunter2");
    Span span = span(SERVER, "GET", 1, thrown, thrown.getMessage());

    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(span))
        .containsEntry("db.response.status_code", "ERR")
        .containsEntry("error.type", "ERR");
    assertThat(span.getEventsCount()).isEqualTo(1);
    assertThat(span.toString()).doesNotContain("hunter2");
  }

  @Test
  void aFailureOfTheConnectionIsToldByItsClass() throws Exception {
    Throwable thrown = new RuntimeException(new SocketTimeoutException("Read timed out"));

    assertThat(attributes(span(SERVER, "GET", 1, thrown, null)))
        .containsEntry("error.type", "java.net.SocketTimeoutException")
        .doesNotContainKey("db.response.status_code");
  }
}
