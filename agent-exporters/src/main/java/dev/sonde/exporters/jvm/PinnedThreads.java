package dev.sonde.exporters.jvm;

import dev.sonde.core.AgentThread;
import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a virtual thread held on to its carrier while it waited. Only the flight
 * recorder tells, so this is on only where it is asked for; the recorder, a module of its own, is
 * reached by reflection.
 */
final class PinnedThreads implements Consumer<Object>, Runnable {

  private static final String EVENT = "jdk.VirtualThreadPinned";
  private static final int FIRST_VERSION = 21;

  private final Counter pinned;
  private final Class<?> type;
  private final AutoCloseable stream;

  private PinnedThreads(Counter pinned, Class<?> type, AutoCloseable stream) {
    this.pinned = pinned;
    this.type = type;
    this.stream = stream;
  }

  /** Starts the recorder; null where this JVM has none that knows virtual threads. */
  static @Nullable PinnedThreads start(Registry registry, SelfStats stats) {
    if (specification() < FIRST_VERSION) {
      Log.info("Pinned virtual threads are not measured: this JVM is older than Java 21.");
      return null;
    }
    try {
      Class<?> type = Class.forName("jdk.jfr.consumer.RecordingStream");
      AutoCloseable stream = (AutoCloseable) type.getConstructor().newInstance();
      Counter pinned = registry.counter(Catalogue.SONDE_JVM_VIRTUAL_THREADS_PINNED);
      PinnedThreads listener = new PinnedThreads(pinned, type, stream);
      type.getMethod("enable", String.class).invoke(stream, EVENT);
      type.getMethod("onEvent", String.class, Consumer.class).invoke(stream, EVENT, listener);
      new AgentThread("sonde-pinned", listener, stats).start();
      return listener;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Log.info("Pinned virtual threads are not measured, the flight recorder fails: " + e);
      return null;
    }
  }

  private static int specification() {
    try {
      return (int) Double.parseDouble(System.getProperty("java.specification.version", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Listens until stopped, on a thread of the agent's: the recorder's own is not always a daemon.
   */
  @Override
  public void run() {
    try {
      type.getMethod("start").invoke(stream);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Log.info("Pinned virtual threads are no longer measured, the flight recorder fails: " + e);
    }
  }

  @Override
  public void accept(Object event) {
    pinned.add(1);
  }

  void stop() {
    try {
      stream.close();
    } catch (Exception e) {
      Log.debug("The flight recorder does not stop: " + e);
    }
  }
}
