package dev.sonde.exporters.jvm;

import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the JVM, its process and its container.
 *
 * <p>Nothing is read before the first scrape, except that collections are listened to from the
 * start. What lives in a module that the application's JVM may lack, java.management above all, is
 * linked only after a look whether it is there.
 */
public final class JvmMetrics {

  static final String MANAGEMENT = "java.lang.management.ManagementFactory";

  private final @Nullable ManagedJvm managed;
  private final @Nullable PinnedThreads pinned;

  private JvmMetrics(@Nullable ManagedJvm managed, @Nullable PinnedThreads pinned) {
    this.managed = managed;
    this.pinned = pinned;
  }

  /** Starts to measure as configured; the handle stops it. */
  public static JvmMetrics start(Config config, Registry registry, SelfStats stats) {
    if (!config.get(Property.JVM_METRICS)) {
      return new JvmMetrics(null, null);
    }
    registry.add(new ThreadStates());
    registry.add(new ProcessMemory());
    registry.add(new Container());
    if (config.get(Property.PROCESS_CONTEXT_SWITCHES)) {
      registry.add(new ContextSwitches());
    }
    PinnedThreads pinned =
        config.get(Property.JVM_VIRTUAL_THREADS) ? PinnedThreads.start(registry, stats) : null;
    return new JvmMetrics(managed(registry, stats), pinned);
  }

  private static @Nullable ManagedJvm managed(Registry registry, SelfStats stats) {
    if (isPresent(MANAGEMENT)) {
      try {
        return ManagedJvm.start(registry, stats);
      } catch (RuntimeException | LinkageError e) {
        Log.debug("The management interface of this JVM fails: " + e);
      }
    }
    Log.info(
        "This JVM runs without a usable module java.management: of the JVM only threads,"
            + " processors, uptime, process memory and container are measured.");
    registry.add(new Uptime());
    return null;
  }

  /** Stops to listen to collections and to the flight recorder. */
  public void stop() {
    if (managed != null) {
      managed.stop();
    }
    if (pinned != null) {
      pinned.stop();
    }
  }

  /** Whether this JVM has a class of the JDK, without initializing it. */
  static boolean isPresent(String className) {
    try {
      Class.forName(className, false, JvmMetrics.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
