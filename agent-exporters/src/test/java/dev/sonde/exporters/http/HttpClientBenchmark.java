package dev.sonde.exporters.http;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpCallProbe;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
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

/** What a request that is sent costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HttpClientBenchmark {

  private static final int HOSTS = 5000;

  @Param({"unsampled", "sampled"})
  public String kind;

  private final String[] hosts = new String[HOSTS];
  private final WovenThing call = new WovenThing();
  private final WovenThing connection = new WovenThing();
  private int next;

  @Setup
  public void install() {
    HttpClientProbe.install(
        new HttpClientMeasurements(
            Config.of(Map.of(), Map.of(), null),
            new Registry(2000, new SelfStats()),
            Tracings.of(
                new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext", "baggage")));
    Current.cell().set(new Context(1, 2, 3, kind.equals("sampled"), null, null));
    for (int i = 0; i < HOSTS; i++) {
      hosts[i] = "host" + i;
    }
  }

  /** By a client that does all of it on the caller's thread. */
  @Benchmark
  public int classic() {
    int before = HttpAttemptProbe.call();
    long since = HttpAttemptProbe.attempt();
    HttpClientOperation operation = HttpAttemptProbe.start("GET", "example.com", 80);
    int length = told(operation);
    HttpClientProbe.end(operation, null);
    HttpAttemptProbe.called(before);
    return length + (int) since;
  }

  /** By a reactive client, with a body in two parts. */
  @Benchmark
  public int reactive() {
    HttpCallProbe.made(call);
    HttpCallProbe.server(call, "example.com", 80);
    HttpCallProbe.connected(call, connection, "http", "/orders/7");
    HttpCallProbe.prepared();
    HttpClientOperation sent = HttpCallProbe.sending(connection, "GET");
    int length = told(sent);
    Context before = HttpCallProbe.enter(connection);
    HttpClientProbe.end(HttpExchangeProbe.running(connection), null);
    HttpCallProbe.leave(before);
    for (int part = 0; part < 2; part++) {
      HttpCallProbe.leave(HttpCallProbe.enter(connection));
    }
    return length;
  }

  /** To more servers than are kept. */
  @Benchmark
  public int manyServers() {
    next = next + 1 < HOSTS ? next + 1 : 0;
    HttpClientOperation operation = HttpClientProbe.start("GET", hosts[next], 80, 0, 0);
    int length = told(operation);
    HttpClientProbe.end(operation, null);
    return length;
  }

  private static int told(HttpClientOperation operation) {
    int length = 0;
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      length += value == null ? 0 : value.length();
    }
    if (operation.details != null) {
      operation.details.url = "http://example.com/orders/7";
      operation.details.peer("192.0.2.1", 80);
    }
    operation.status = 200;
    operation.protocolVersion = "1.1";
    return length;
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(HttpClientBenchmark.class, arguments);
  }
}
