package dev.sonde.exporters.http;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.TaskProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.Benchmarks;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/** What a request costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPathBenchmark {

  /** One way for a request to come in. */
  @State(Scope.Benchmark)
  public static class Requests {
    @Param({"idle", "unsampled", "unsampledParent", "sampled", "sampledParent"})
    public String kind;

    String traceparent;
    String[] fields;

    @Setup(Level.Trial)
    public void install() {
      Tracings.Sink sink = new Tracings.Sink(!kind.equals("idle"));
      String sampler = kind.equals("unsampled") ? "always_off" : "parentbased_always_on";
      if (kind.endsWith("Parent")) {
        traceparent =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0"
                + (kind.startsWith("sampled") ? "1" : "0");
      }
      HttpServerProbe.install(
          new HttpServerMeasurements(
              Config.of(Map.of(), Map.of(), null),
              new Registry(2000, new SelfStats()),
              Tracings.of(sink, sampler, 1, "tracecontext", "baggage")));
      fields = HttpServerProbe.fields();
    }
  }

  private static final Context CONTEXT = new Context(1, 2, 3, true, null, null);

  private final Registry registry = new Registry(2000, new SelfStats());
  private final SeriesTable<Histogram> table =
      SeriesTable.histograms(registry, Catalogue.HTTP_SERVER_REQUEST_DURATION);
  private final Histogram kept = table.find("GET", "http", "/orders/{id}", "200", null, "1.1");
  private final Runnable task =
      new Runnable() {
        @Override
        public void run() {}
      };

  /** A request from its first advice to its last, without what the application does. */
  @Benchmark
  public HttpServerOperation request(Requests requests) {
    Current thread = HttpServerProbe.open();
    String[] fields = requests.fields;
    for (int i = 0; i < fields.length; i++) {
      thread.incoming(i, i == 0 ? requests.traceparent : null);
    }
    HttpServerOperation operation = HttpServerProbe.start(thread, "GET", "http", null);
    operation.route("/orders/{id}", HttpServerOperation.HANDLER);
    operation.status = 200;
    operation.protocolVersion = "1.1";
    HttpServerProbe.leave(operation);
    HttpServerProbe.end(operation, null);
    return operation;
  }

  @Benchmark
  public void recordInKeptHistogram() {
    kept.record(3_000_000);
  }

  @Benchmark
  public void recordInFoundHistogram() {
    table.find("GET", "http", "/orders/{id}", "200", null, "1.1").record(3_000_000);
  }

  @Benchmark
  public long twoClockReads() {
    return System.nanoTime() - System.nanoTime();
  }

  /** A task handed over with a context, run, and the thread given back. */
  @Benchmark
  public Context handOver() {
    Current thread = Current.cell();
    thread.set(CONTEXT);
    TaskProbe.submitted(task);
    thread.set(null);
    Context outer = TaskProbe.begin(task);
    Context seen = thread.get();
    TaskProbe.finished(outer);
    return seen;
  }

  @Benchmark
  public Context handOverWithoutContext() {
    TaskProbe.submitted(task);
    Context outer = TaskProbe.begin(task);
    TaskProbe.finished(outer);
    return outer;
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(HotPathBenchmark.class, arguments);
  }
}
