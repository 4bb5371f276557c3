package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcOperation;
import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.WovenThing;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracings;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcMeasurementsTest {

  private static final String URL = "jdbc:postgresql://me:hunter2@db.example:5433/shop";

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);
  private final WovenThing connection = new WovenThing();
  private final WovenThing statement = new WovenThing();

  @AfterEach
  void leaveTheThreadAsItWas() {
    JdbcProbe.install(null);
    Current.cell().set(null);
  }

  private void install(String... properties) {
    Map<String, String> set = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      set.put(properties[i], properties[i + 1]);
    }
    JdbcProbe.install(
        new JdbcMeasurements(
            Config.of(set, Map.of(), null),
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION)));
    WovenThing driver = new WovenThing();
    JdbcProbe.connected(JdbcProbe.connect(driver), driver, connection, URL);
    JdbcProbe.made(connection, statement, null);
  }

  private void execute(String sql, @Nullable Throwable thrown) {
    JdbcCall call = JdbcProbe.execute(statement, sql);
    JdbcProbe.executed(call, statement, thrown, 3L);
  }

  @Test
  void aStatementIsCountedTimedAndTraced() {
    install();
    execute("UPDATE orders SET total = 4111111111111111 WHERE id = 7", null);

    JdbcOperation span = (JdbcOperation) sink.last;
    Statement executed = (Statement) span.query;
    assertThat(executed.text().text()).isEqualTo("UPDATE orders SET total = ? WHERE id = ?");
    assertThat(executed.toldText()).isEqualTo(executed.text().text());
    assertThat(Current.context()).isNull();
    Histogram duration = histogram(Catalogue.DB_OPERATION_DURATION, executed, null, null);
    assertThat(Arrays.stream(duration.counts()).sum()).isEqualTo(1);
    assertThat(duration.sum()).isEqualTo(span.durationNanos() / 1e9);
    assertThat(value(Catalogue.DB_ACTIVE_OPERATIONS, "postgresql", "shop")).isZero();
    assertThat(value(Catalogue.DB_AFFECTED_ROWS, "postgresql", "UPDATE", "orders")).isEqualTo(3);
  }

  @Test
  void aFailureIsCalledWhatTheDatabaseCallsIt() {
    install();
    execute("SELECT 1 FROM nothing", new SQLException("no", "42P01"));

    JdbcOperation span = (JdbcOperation) sink.last;
    assertThat(span.statusCode).isEqualTo("42P01");
    Histogram duration =
        histogram(Catalogue.DB_OPERATION_DURATION, (Statement) span.query, "42P01", "42P01");
    assertThat(Arrays.stream(duration.counts()).sum()).isEqualTo(1);
  }

  @Test
  void aFailureThatTheDatabaseHasNoCodeForIsCalledByItsClass() {
    install();
    execute("SELECT 1 FROM nothing", new IllegalStateException());

    JdbcOperation span = (JdbcOperation) sink.last;
    assertThat(span.statusCode).isNull();
    Histogram duration =
        histogram(
            Catalogue.DB_OPERATION_DURATION,
            (Statement) span.query,
            "java.lang.IllegalStateException",
            null);
    assertThat(Arrays.stream(duration.counts()).sum()).isEqualTo(1);
  }

  @Test
  void belowAnUnsampledParentNothingIsASpanAndAllIsMeasured() {
    install();
    Current.cell().set(new Context(1, 2, 3, false, null, null));
    execute("SELECT 1 FROM orders", null);

    assertThat(sink.offered.sum()).isZero();
    assertThat(count(Catalogue.DB_OPERATION_DURATION)).isEqualTo(1);
  }

  @Test
  void spansCanBeSwitchedOffAndMetricsStay() {
    install("sonde.jdbc.spans", "false");
    execute("SELECT 1 FROM orders", null);

    assertThat(sink.offered.sum()).isZero();
    assertThat(count(Catalogue.DB_OPERATION_DURATION)).isEqualTo(1);
  }

  @Test
  void slowStatementsAreCounted() {
    install("sonde.jdbc.slow-threshold", "0");
    execute("SELECT 1 FROM orders", null);
    assertThat(values(Catalogue.DB_SLOW_OPERATIONS)).isEmpty();
  }

  @Test
  void aRequestThatExecutesOneStatementAgainAndAgainIsCountedOnce() {
    install("sonde.jdbc.n-plus-one-threshold", "3");
    HttpServerOperation request =
        new HttpServerOperation(new Origin(), Current.cell(), "GET", "http", false);
    request.route("/orders", HttpServerOperation.HANDLER);
    Current.cell().set(request);
    for (int i = 0; i < 10; i++) {
      execute("SELECT * FROM items WHERE order_id = " + i, null);
      execute("SELECT * FROM other_" + i, null);
    }

    assertThat(values(Catalogue.DB_N_PLUS_ONE)).hasSize(1);
    assertThat(value(Catalogue.DB_N_PLUS_ONE, "/orders", "SELECT items")).isEqualTo(1);
    int most = request.repetitions().most();
    assertThat(request.repetitions().count(most)).isEqualTo(10);
  }

  @Test
  void noUrlIsKeptWithItsPassword() {
    install();
    execute("SELECT 1", null);
    Statement executed = (Statement) ((JdbcOperation) sink.last).query;
    assertThat(executed.database().serverAddress).isEqualTo("db.example");
    assertThat(executed.database().serverPort).isEqualTo(5433);
    assertThat(executed.database().namespace).isEqualTo("shop");
  }

  @Test
  void textsThatDifferInValuesAloneAreOneSeries() {
    install();
    for (int i = 0; i < 5000; i++) {
      execute("SELECT * FROM orders WHERE id = " + i, null);
    }
    assertThat(values(Catalogue.DB_OPERATION_DURATION)).hasSize(1);
    assertThat(count(Catalogue.DB_OPERATION_DURATION)).isEqualTo(5000);
  }

  @Test
  void aBatchIsSummarisedByWhatItsStatementsHaveInCommon() {
    install();
    assertThat(batch("DELETE FROM orders WHERE id = 1", "DELETE FROM orders WHERE id = 2"))
        .isEqualTo("BATCH DELETE orders: DELETE FROM orders WHERE id = ?");
    assertThat(batch("INSERT INTO orders (id) VALUES (1)", "INSERT INTO orders VALUES (2, 'b')"))
        .isEqualTo(
            "BATCH INSERT orders: INSERT INTO orders (id) VALUES (?); INSERT INTO orders VALUES (?,"
                + " ?)");
    assertThat(batch("DELETE FROM orders", "DELETE FROM items"))
        .isEqualTo("BATCH: DELETE FROM orders; DELETE FROM items");

    execute("DELETE FROM orders; DELETE FROM items", null);
    assertThat(((Statement) ((JdbcOperation) sink.last).query).text().summary())
        .isEqualTo("DELETE orders DELETE items");
  }

  /** The summary and the text of the span of a batch. */
  private String batch(String... texts) {
    for (String text : texts) {
      JdbcProbe.addedToBatch(JdbcProbe.addToBatch(statement), text, null);
    }
    JdbcProbe.executed(JdbcProbe.executeBatch(statement), statement, null, new int[texts.length]);
    Statement executed = (Statement) ((JdbcOperation) sink.last).query;
    return executed.text().summary() + ": " + executed.text().text();
  }

  @Test
  void aTextThatIsNullIsMeasuredToo() {
    install();
    execute(null, new SQLException("no text"));
    assertThat(count(Catalogue.DB_OPERATION_DURATION)).isEqualTo(1);
  }

  private Histogram histogram(
      Metric metric, Statement executed, @Nullable String error, @Nullable String status) {
    SqlText text = executed.text();
    return registry.histogram(
        metric,
        "postgresql",
        text.operation(),
        text.collection(),
        "shop",
        text.summary(),
        error,
        status,
        "db.example",
        "5433");
  }

  private long count(Metric metric) {
    return values(metric).values().stream().mapToLong(Double::longValue).sum();
  }

  private double value(Metric metric, String... labels) {
    return values(metric).get(Labels.of(labels));
  }

  /** The series of a metric; of a histogram the number of records. */
  private Map<Labels, Double> values(Metric wanted) {
    Map<Labels, Double> values = new HashMap<>();
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
            values.put(labels, (double) Arrays.stream(histogram.counts()).sum());
          }
        });
    return values;
  }
}
