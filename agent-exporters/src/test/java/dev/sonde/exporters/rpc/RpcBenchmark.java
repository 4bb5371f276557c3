package dev.sonde.exporters.rpc;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcServerProbe;
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

/** What a remote call costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RpcBenchmark {

  private static final String METHOD = "shop.Cart/Checkout";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";

  @Param({"unsampled", "sampled"})
  public String kind;

  private final Object descriptor = new Object();
  private final WovenThing channel = new WovenThing();
  private final WovenThing call = new WovenThing();
  private final WovenThing stream = new WovenThing();
  private final WovenThing listener = new WovenThing();
  private final WovenThing executor = new WovenThing();
  private String traceparent = "";

  @Setup
  public void install() {
    RpcProbe.install(
        new RpcMeasurements(
            Config.of(Map.of(), Map.of(), null),
            new Registry(2000, new SelfStats()),
            Tracings.of(
                new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext", "baggage")));
    RpcClientProbe.channel(channel, "dns:///shop:8443");
    boolean sampled = kind.equals("sampled");
    traceparent = TRACE + (sampled ? '1' : '0');
    Current.cell().set(new Context(1, 2, 3, sampled, null, null));
  }

  /** A unary call, without what the library does. */
  @Benchmark
  public int call() {
    RpcClientProbe.made(call, channel);
    RpcClientOperation operation = RpcClientProbe.start(call, listener, descriptor, METHOD);
    int length = 0;
    for (int i = 0; i < RpcMetadata.names()[RpcMetadata.TRACE].length; i++) {
      byte[] value = operation.header(i);
      length += value == null ? 0 : value.length;
    }
    RpcProbe.sent(operation);
    RpcOperation before = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    RpcProbe.received(descriptor);
    RpcClientProbe.end(call, "OK", null);
    RpcProbe.leave(outer, before);
    return length;
  }

  /** A unary call that is served, with its trace's header read. */
  @Benchmark
  public void serve() {
    Current thread = RpcServerProbe.open();
    RpcServerOperation before = RpcServerProbe.before(thread);
    thread.incoming(0, traceparent);
    RpcServerOperation operation = RpcServerProbe.start(thread, stream, METHOD);
    RpcServerProbe.hears(listener, executor);
    RpcServerProbe.started(operation, before, null);
    RpcOperation outerCall = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    RpcServerProbe.known(call, descriptor, METHOD);
    RpcProbe.received(descriptor);
    RpcProbe.sent(operation);
    RpcServerProbe.closes(stream, "OK", null);
    RpcProbe.leave(outer, outerCall);
    RpcServerProbe.closed(listener, "OK", null);
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(RpcBenchmark.class, arguments);
  }
}
