package dev.sonde.exporters.prometheus;

import dev.sonde.core.SelfStats;
import dev.sonde.exporters.Benchmarks;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
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

/** What rendering a scrape costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScrapeBenchmark {

  @Param({"1000", "20000"})
  public int series;

  @Param({"values", "histograms"})
  public String kind;

  @Param({"TEXT", "OPENMETRICS"})
  public String format;

  private Registry registry;
  private TargetInfo target;

  @Setup
  public void fill() {
    registry = new Registry(series, new SelfStats());
    target = new TargetInfo(new Resource(Map.of("service.name", "shop")));
    for (int i = 0; i < series; i++) {
      String route = "/api/v1/customers/{customer}/orders/" + i;
      if (kind.equals("values")) {
        registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", route).add(i);
      } else {
        registry
            .histogram(
                Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", route, "200", null, "1.1")
            .record(i * 1_000_003L);
      }
    }
  }

  @Benchmark
  public long scrape() throws IOException {
    Exposition exposition =
        new Exposition(
            new Families(Format.valueOf(format)), Set.of(), OutputStream.nullOutputStream());
    exposition.render(registry, target);
    return exposition.size();
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(ScrapeBenchmark.class, arguments);
  }
}
