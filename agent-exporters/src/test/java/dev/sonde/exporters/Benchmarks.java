package dev.sonde.exporters;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of a class. */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs all of them, and tells what they allocate.
   *
   * @param arguments JMH's own
   */
  public static void run(Class<?> benchmarks, String... arguments)
      throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(benchmarks.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
