package dev.sonde.exporters.s3;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.Benchmarks;
import dev.sonde.exporters.WovenThing;
import dev.sonde.exporters.metrics.Registry;
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

/** What a call of S3 costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class S3Benchmark {

  @Param({"unsampled", "sampled"})
  public String kind;

  @Setup
  public void install() {
    S3Probe.install(
        new S3Measurements(
            Config.of(Map.of(), Map.of(), null),
            new Registry(2000, new SelfStats()),
            Tracings.of(new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext")));
    Current.cell().set(new Context(1, 2, 3, kind.equals("sampled"), null, null));
  }

  /** An object is sent, at the first attempt. */
  @Benchmark
  public void put() {
    S3Operation operation = answered("PutObject");
    operation.sends(4096);
    S3Probe.returned(operation, null, null);
  }

  /** An object is asked for, and its stream is read to the end in two parts. */
  @Benchmark
  public void get() {
    WovenThing stream = new WovenThing();
    S3Operation operation = answered("GetObject");
    operation.announces(8192);
    S3Probe.returned(operation, stream, null);
    S3Probe.read(stream, 4096);
    S3Probe.read(stream, 4096);
    S3Probe.read(stream, -1);
  }

  private static S3Operation answered(String method) {
    S3Operation operation = S3Probe.start("S3", method, "pics");
    operation.enter();
    operation.region = "eu-west-1";
    operation.attempt("s3.eu-west-1.amazonaws.com", 443);
    operation.answered(200, null);
    operation.attempted(null);
    return operation;
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(S3Benchmark.class, arguments);
  }
}
