package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Carrier;
import dev.sonde.boot.Current;
import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcOperation;
import dev.sonde.boot.JdbcProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.db.JdbcMeasurements;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracings;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcSpanTest {

  private static final String PREFIX = "db.query.parameter.";

  private final Tracings.Sink sink = new Tracings.Sink(true);
  private final Thing connection = new Thing();
  private final Thing statement = new Thing();

  @AfterEach
  void leaveTheThreadAsItWas() {
    JdbcProbe.install(null);
    Current.cell().set(null);
  }

  private Config install(String sql, String... properties) {
    Config config = Operations.config(properties);
    Registry registry = new Registry(2000, new SelfStats());
    JdbcProbe.install(
        new JdbcMeasurements(
            config,
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION)));
    JdbcProbe.connected(null, new Thing(), connection, "jdbc:postgresql://db.example/shop");
    JdbcProbe.made(connection, statement, sql);
    return config;
  }

  private void set(int index, @Nullable Object value) {
    JdbcProbe.set(statement).set(index, value, null);
  }

  /** The parameters on the span of an execution. */
  private Map<String, String> parameters(Config config) throws Exception {
    JdbcCall call = JdbcProbe.execute(statement, null);
    JdbcProbe.executed(call, statement, null, 1L);
    Map<String, String> parameters = new TreeMap<>();
    for (KeyValue pair : attributes(config, (JdbcOperation) sink.last)) {
      if (pair.getKey().startsWith(PREFIX)) {
        parameters.put(pair.getKey().substring(PREFIX.length()), pair.getValue().getStringValue());
      }
    }
    return parameters;
  }

  private static Iterable<KeyValue> attributes(Config config, JdbcOperation operation)
      throws Exception {
    ProtoBuffer out = new ProtoBuffer();
    int resource = out.begin(1);
    int scope = out.begin(2);
    new SpanWriter(out, config).write(2, operation, 0);
    out.end(scope);
    out.end(resource);
    TracesData traces = TracesData.parseFrom(Arrays.copyOf(out.bytes(), out.size()));
    ResourceSpans resourceSpans = traces.getResourceSpans(0);
    ScopeSpans scopeSpans = resourceSpans.getScopeSpans(0);
    return scopeSpans.getSpans(0).getAttributesList();
  }

  @Test
  void parametersAreToldByTheirPlacesFromZeroOnWithoutWhatIsToBeHidden() throws Exception {
    Config config =
        install(
            "UPDATE users SET name = ?, password = ?, born = ? WHERE id = ?",
            "sonde.jdbc.parameters",
            "true");
    set(1, "Ann");
    set(2, "hunter2");
    set(4, 7L);

    assertThat(parameters(config)).isEqualTo(Map.of("0", "Ann", "1", "REDACTED", "3", "7"));
  }

  @Test
  void parametersWithNamesAreToldByThem() throws Exception {
    Config config = install("{call sign_in(?, ?)}", "sonde.jdbc.parameters", "true");
    JdbcProbe.set(statement).set("user_name", "Ann", null);
    JdbcProbe.set(statement).set("user_password", "hunter2", null);
    set(3, "of no name");

    assertThat(parameters(config))
        .isEqualTo(Map.of("user_name", "Ann", "user_password", "REDACTED", "2", "REDACTED"));
  }

  @Test
  void theListCanBeOnesOwn() throws Exception {
    String sql = "UPDATE users SET name = ?, password = ?";
    Config config =
        install(sql, "sonde.jdbc.parameters", "true", "sonde.jdbc.parameters.redact", "n*e");
    set(1, "Ann");
    set(2, "hunter2");

    assertThat(parameters(config)).isEqualTo(Map.of("0", "REDACTED", "1", "hunter2"));
  }

  @Test
  void longValuesAreCut() throws Exception {
    Config config = install("SELECT a FROM t WHERE b = ?", "sonde.jdbc.parameters", "true");
    set(1, "x".repeat(255) + "\uD83D\uDE00" + "y".repeat(9));

    assertThat(parameters(config)).isEqualTo(Map.of("0", "x".repeat(255)));
  }

  @Test
  void withoutThePropertyNoneIsTold() throws Exception {
    Config config = install("SELECT a FROM t WHERE b = ?");
    assertThat(JdbcProbe.set(statement)).isNull();
    assertThat(parameters(config)).isEmpty();
  }

  @Test
  void withoutSpansNoneIsKept() {
    install("SELECT 1", "sonde.jdbc.parameters", "true", "sonde.jdbc.spans", "false");
    assertThat(JdbcProbe.set(statement)).isNull();
  }

  /** An object of a class that was woven. */
  private static final class Thing implements Carrier {
    private @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object newCarried) {
      carried = newCarried;
    }
  }
}
