package dev.sonde.exporters.pool;

import dev.sonde.boot.Leak;
import dev.sonde.boot.PoolProbe;
import dev.sonde.boot.PoolRecorder;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures how long connections are waited for, held and opened, and counts those that leak. */
public final class PoolMeasurements extends PoolRecorder {

  private final Registry registry;
  private final long leakThreshold;
  private final Set<String> toldLeaks = ConcurrentHashMap.newKeySet();

  public PoolMeasurements(Config config, Registry registry) {
    this.registry = registry;
    this.leakThreshold = TimeUnit.MILLISECONDS.toNanos(config.get(Property.JDBC_LEAK_THRESHOLD));
  }

  /** Measures from now on. */
  public static void install(Config config, Registry registry) {
    PoolProbe.install(new PoolMeasurements(config, registry));
    registry.add(new PoolMetrics());
  }

  /** Measures no more. */
  public static void uninstall() {
    PoolProbe.install(null);
  }

  @Override
  public Series series(String poolName) {
    return new Measured(registry, poolName, toldLeaks);
  }

  @Override
  public long leakThreshold() {
    return leakThreshold;
  }

  /** The handles of one pool. */
  private static final class Measured extends Series {
    private final LeakLog leakLog;
    private final Histogram waitTime;
    private final Histogram useTime;
    private final Histogram createTime;
    private final Counter timeouts;
    private final Counter leaks;

    Measured(Registry registry, String name, Set<String> toldLeaks) {
      leakLog = new LeakLog(name, toldLeaks);
      waitTime = registry.histogram(Catalogue.DB_CLIENT_CONNECTION_WAIT_TIME, name);
      useTime = registry.histogram(Catalogue.DB_CLIENT_CONNECTION_USE_TIME, name);
      createTime = registry.histogram(Catalogue.DB_CLIENT_CONNECTION_CREATE_TIME, name);
      timeouts = registry.counter(Catalogue.DB_CLIENT_CONNECTION_TIMEOUTS, name);
      leaks = registry.counter(Catalogue.DB_CLIENT_CONNECTION_LEAKS, name);
    }

    @Override
    public void waited(long nanos) {
      waitTime.record(nanos);
    }

    @Override
    public void used(long nanos) {
      useTime.record(nanos);
    }

    @Override
    public void created(long nanos) {
      createTime.record(nanos);
    }

    @Override
    public void timedOut() {
      timeouts.add(1);
    }

    @Override
    public void leaked(Leak leak) {
      leaks.add(1);
      leakLog.tell(leak);
    }
  }
}
