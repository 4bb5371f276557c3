package dev.sonde.exporters.db;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcRows;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.Benchmarks;
import dev.sonde.exporters.WovenThing;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** What a statement costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JdbcBenchmark {

  private static final String SQL = "SELECT id, name FROM orders WHERE customer = ?";

  @Param({"unsampled", "sampled"})
  public String kind;

  private final WovenThing connection = new WovenThing();
  private final WovenThing prepared = new WovenThing();
  private final WovenThing plain = new WovenThing();
  private final WovenThing resultSet = new WovenThing();
  private final WovenThing driver = new WovenThing();

  @Setup
  public void install() {
    Registry registry = new Registry(2000, new SelfStats());
    JdbcProbe.install(
        new JdbcMeasurements(
            Config.of(Map.of(), Map.of(), null),
            registry,
            Tracings.of(new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION)));
    JdbcCall call = JdbcProbe.connect(driver);
    JdbcProbe.connected(call, driver, connection, "jdbc:postgresql://db.example/shop");
    JdbcProbe.made(connection, prepared, SQL);
    JdbcProbe.made(connection, plain, null);
    Current.cell().set(new Context(1, 2, 3, kind.equals("sampled"), null, null));
  }

  /** Without what the driver does: {@code executeQuery}, a row, the end, {@code close}. */
  @Benchmark
  public void query() {
    execute(prepared, null);
  }

  /** The same with a text that has to be found. */
  @Benchmark
  public void queryByText() {
    execute(plain, SQL);
  }

  private void execute(WovenThing statement, String sql) {
    JdbcCall call = JdbcProbe.execute(statement, sql);
    JdbcProbe.executed(call, statement, null, resultSet);
    for (int i = 0; i < 2; i++) {
      JdbcRows rows = JdbcProbe.next(resultSet);
      if (rows != null) {
        rows.moved(i == 0);
      }
    }
    JdbcProbe.closedRows(resultSet);
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(JdbcBenchmark.class, arguments);
  }
}
