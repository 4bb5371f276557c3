package dev.sonde.exporters.redis;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.Origin;
import dev.sonde.boot.RedisCall;
import dev.sonde.boot.RedisCommand;
import dev.sonde.boot.RedisDatabase;
import dev.sonde.boot.RedisOperation;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisRecorder;
import dev.sonde.boot.RedisServer;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Measures Redis commands: durations, batches, lookups, and the spans. */
public final class RedisMeasurements extends RedisRecorder {

  private static final String REDIS = "redis";
  private static final int USUAL_PORT = 6379;
  private static final int MOST_ERROR_TYPES = 100;
  private static final int MOST_CODES = 50;
  private static final int MOST_DATABASES = 1000;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final SeriesTable<Histogram> durations;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);

  /** Scripts can make codes without end, which leave the exceptions their places. */
  private final ErrorTypes codes = new ErrorTypes(MOST_CODES);

  private final Map<String, RedisDatabase> databases = new ConcurrentHashMap<>();

  /** Those for which there was no room. */
  private final RedisDatabase others = new RedisDatabase(null, null, 0);

  private final boolean spans;
  private final @Nullable RedisKeys keys;

  /**
   * @param durations the table of {@link Catalogue#DB_OPERATION_DURATION}, of which there is one
   */
  public RedisMeasurements(
      Config config, Registry registry, Tracing tracing, SeriesTable<Histogram> durations) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    this.durations = durations;
    this.spans = config.get(Property.REDIS_SPANS);
    this.keys = spans && config.get(Property.REDIS_CAPTURE_KEYS) ? new RedisKeys() : null;
  }

  /** Measures from now on. */
  public static void install(
      Config config, Registry registry, Tracing tracing, SeriesTable<Histogram> durations) {
    RedisProbe.install(new RedisMeasurements(config, registry, tracing, durations));
  }

  /** Measures no more. */
  public static void uninstall() {
    RedisProbe.install(null);
  }

  @Override
  public RedisDatabase database(RedisServer server, int index) {
    int port = server.port == USUAL_PORT ? 0 : server.port;
    String namespace = index < 0 ? null : Integer.toString(index);
    String key = namespace + "|" + port + '|' + server.address;
    RedisDatabase known = databases.get(key);
    if (known == null) {
      if (databases.size() >= MOST_DATABASES) {
        return others;
      }
      known = new RedisDatabase(namespace, server.address, port);
      RedisDatabase raced = databases.putIfAbsent(key, known);
      known = raced == null ? known : raced;
    }
    return known;
  }

  private RedisHandles handles(@Nullable RedisDatabase database) {
    if (database == null) {
      throw new IllegalStateException("a call without a database");
    }
    Object known = database.handles;
    if (known instanceof RedisHandles && ((RedisHandles) known).isOf(this)) {
      return (RedisHandles) known;
    }
    RedisHandles fresh = new RedisHandles(this, database, registry, durations);
    database.handles = fresh;
    return fresh;
  }

  @Override
  public boolean tellsKeys() {
    return keys != null;
  }

  @Override
  public void started(RedisDatabase database, boolean apart) {
    count(database, apart, 1);
  }

  @Override
  public void left(RedisDatabase database, boolean apart) {
    count(database, apart, -1);
  }

  private void count(RedisDatabase database, boolean apart, int amount) {
    try {
      if (!apart) {
        handles(database).active.add(amount);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, REDIS);
    }
  }

  @Override
  public void ended(
      RedisCall call,
      long endNanos,
      @Nullable Throwable thrown,
      @Nullable String errorReply,
      Current thread) {
    try {
      RedisDatabase database = call.database();
      RedisSeries series = handles(database).series(call.command());
      String status = errorReply == null ? null : codes.known(RedisErrors.code(errorReply));
      String error =
          status != null || thrown == null ? status : errorTypes.of(RedisErrors.behind(thrown));
      RedisOperation span =
          spans && database != null && !call.isUntold()
              ? span(call, endNanos, thrown, thread, database, error, status)
              : null;
      long nanos = endNanos - call.startNanos();
      Histogram histogram;
      if (call.isUpkeep()) {
        histogram = series.kept(error);
      } else if (call.isBlocking()) {
        histogram = series.waited(error);
      } else {
        histogram = error == null ? series.succeeded() : series.failed(error, status);
      }
      exemplars.record(histogram, nanos, span, endNanos);
      if (call.batchSize() >= 0 && !call.isUpkeep()) {
        series.batches().record(call.batchSize());
      }
      if (span != null) {
        tracing.end(span);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, REDIS);
    }
  }

  private @Nullable RedisOperation span(
      RedisCall call,
      long endNanos,
      @Nullable Throwable thrown,
      Current thread,
      RedisDatabase database,
      @Nullable String error,
      @Nullable String status) {
    Context made = call.parent();
    Context parent = made == null ? thread.get() : made;
    if (call.isUpkeep() && (parent == null || !parent.hasTrace())) {
      return null; // A trace of its own would tell nothing.
    }
    Origin origin = thread.origin();
    if (!tracing.beginLeaf(parent, origin)) {
      return null;
    }
    Object given = call.given();
    String text =
        keys == null || given == null
            ? null
            : keys.text(call.command().name, given, call.arguments());
    return new RedisOperation(
        origin, thread, call, endNanos, thrown, database, text, error, status);
  }

  @Override
  public void looked(RedisDatabase database, RedisCommand command, long asked, long found) {
    try {
      RedisSeries series = handles(database).series(command);
      if (found > 0) {
        series.hits().add(found);
      }
      if (found < asked) {
        series.misses().add(asked - found);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, REDIS);
    }
  }

  @Override
  public void redirected(String errorReply) {
    try {
      registry.counter(Catalogue.REDIS_REDIRECTS, RedisErrors.code(errorReply)).add(1);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, REDIS);
    }
  }

  @Override
  public void opened(RedisDatabase database) {
    count(Catalogue.REDIS_CONNECTIONS, database, 1);
  }

  @Override
  public void closed(RedisDatabase database) {
    count(Catalogue.REDIS_CONNECTIONS, database, -1);
  }

  @Override
  public void reconnected(RedisDatabase database) {
    count(Catalogue.REDIS_RECONNECTS, database, 1);
  }

  private void count(Metric metric, RedisDatabase database, int amount) {
    try {
      String port = database.serverPort == 0 ? null : Integer.toString(database.serverPort);
      registry.counter(metric, database.serverAddress, port).add(amount);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, REDIS);
    }
  }
}
