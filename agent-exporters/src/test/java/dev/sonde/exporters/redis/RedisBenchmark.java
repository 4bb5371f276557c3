package dev.sonde.exporters.redis;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.JedisProbe;
import dev.sonde.boot.LettuceChannel;
import dev.sonde.boot.LettuceCommands;
import dev.sonde.boot.LettuceProbe;
import dev.sonde.boot.PoolProbe;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedissonProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.Benchmarks;
import dev.sonde.exporters.WovenThing;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.pool.PoolMeasurements;
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

/** What a command costs: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedisBenchmark {

  private static final byte[] REPLY = {'v'};
  private static final byte[] NAME = {'G', 'E', 'T'};

  @Param({"unsampled", "sampled"})
  public String kind;

  private final WovenThing connection = new WovenThing();
  private final WovenThing pool = new WovenThing();
  private final WovenThing endpoint = new WovenThing();
  private final WovenThing handler = new WovenThing();
  private final WovenThing connections = new WovenThing();
  private final WovenThing client = new WovenThing();

  @Setup
  public void install() {
    Registry registry = new Registry(2000, new SelfStats());
    RedisProbe.install(
        new RedisMeasurements(
            Config.of(Map.of(), Map.of(), null),
            registry,
            Tracings.of(new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext"),
            SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION)));
    PoolProbe.install(new PoolMeasurements(Config.of(Map.of(), Map.of(), null), registry));
    PoolProbe.started("jedis", pool, null);
    JedisProbe.connected(connection, null, null, null);
    LettuceChannel.opened(handler, endpoint, null);
    Current.cell().set(new Context(1, 2, 3, kind.equals("sampled"), null, null));
  }

  /** A command by a connection that one thread uses, without what the client does. */
  @Benchmark
  public void command() {
    RedisCommand command = RedisCommand.of("GET");
    JedisProbe.sent(connection, command, null, 1, false, RedisProbe.now(), null);
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, REPLY, null, null);
  }

  /** The same with a name as it is sent. */
  @Benchmark
  public void commandByBytes() {
    RedisCommand command = RedisCommand.of(NAME);
    JedisProbe.sent(connection, command, null, 1, false, RedisProbe.now(), null);
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, REPLY, null, null);
  }

  /** The same by a client that borrows a connection for each command, and would try again. */
  @Benchmark
  public void pooledCommand() {
    RedisCommand command = RedisCommand.of(NAME);
    Current thread = JedisProbe.attempt(command);
    long since = PoolProbe.nowOfAny(pool);
    PoolProbe.obtainedOfAny(pool, connection, since);
    JedisProbe.sent(connection, command, null, 1, false, RedisProbe.now(), null);
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, REPLY, null, null);
    PoolProbe.returned(connection);
    JedisProbe.attempted(thread, null, 0, null);
  }

  /** A command by a connection that many share, whose reply may come on another thread. */
  @Benchmark
  public void sharedCommand() {
    WovenThing command = new WovenThing();
    if (!LettuceProbe.isKnown(command)) {
      RedisCommand name = LettuceCommands.of(TimeUnit.SECONDS);
      LettuceProbe.made(
          connection,
          command,
          name == null ? LettuceCommands.of(TimeUnit.SECONDS, NAME) : name,
          null,
          1,
          false);
    }
    LettuceProbe.goesTo(endpoint, command, false);
    LettuceChannel channel = LettuceChannel.of(handler);
    if (channel != null && !LettuceProbe.isOwn(command)) {
      LettuceProbe.sent(channel, command);
    }
    LettuceProbe.leave(LettuceProbe.ended(command, REPLY, null, null));
    LettuceProbe.over(command, REPLY, null, null);
  }

  /** What an object stands for with all attempts, without what the future costs. */
  @Benchmark
  public void ownedCommand() {
    WovenThing owner = new WovenThing();
    RedisCommand command = RedisCommand.of("GET");
    RedissonProbe.begin(owner, connections, null, command, null, 1, true);
    RedissonProbe.reaches(owner, client);
    RedissonProbe.delivered(RedissonProbe.delivering(RedissonProbe.carried(owner), REPLY, null));
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(RedisBenchmark.class, arguments);
  }
}
