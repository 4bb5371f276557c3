package dev.sonde.instrumentation;

import dev.sonde.core.Families;
import dev.sonde.core.SelfStats;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What the sieve costs a class that is not ours: run {@link #main}, with JMH's own arguments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SieveBenchmark {

  private static final byte[] BYTES = new byte[1000];

  private Sieve sieve;
  private char[] name;

  @Setup
  public void fill() {
    Map<String, Sieve.Entry> table = new HashMap<>();
    for (Library library : Libraries.all()) {
      for (Target target : library.targets()) {
        table.put(target.className().replace('.', '/'), new Sieve.Entry(library, target));
      }
    }
    sieve =
        new Sieve(
            table,
            new Roles(),
            new Globs(Collections.emptyList()),
            new Families(),
            new SelfStats());
    name = "com/example/shop/catalogue/internal/ProductRepositoryImpl".toCharArray();
  }

  /** With a name that is new each time, as the JVM makes it. */
  @Benchmark
  public byte @Nullable [] notOurs() {
    return sieve.transform(
        SieveBenchmark.class.getClassLoader(), new String(name), null, null, BYTES);
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(SieveBenchmark.class.getSimpleName())
                .build())
        .run();
  }
}
