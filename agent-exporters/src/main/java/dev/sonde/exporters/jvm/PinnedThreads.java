package dev.sonde.exporters.jvm;

import dev.sonde.core.Log;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a virtual thread held on to its carrier while it waited. Only the flight
 * recorder tells, so this is on only where it is asked for; the recorder comes with Java 21 and,
 * being a module of its own, is reached by reflection.
 */
final class PinnedThreads implements Consumer<Object> {

  private static final String EVENT = "jdk.VirtualThreadPinned";
  private static final int FIRST_VERSION = 21;

  private final Counter pinned;

  private PinnedThreads(Counter pinned) {
    this.pinned = pinned;
  }

  private @Nullable Closeable stream;

  /** Starts the recorder; null where this JVM has none that knows virtual threads. */
  static @Nullable PinnedThreads start(Registry registry) {
    if (specification() < FIRST_VERSION) {
      Log.info("Pinned virtual threads are not measured: this JVM is older than Java 21.");
      return null;
    }
    try {
      PinnedThreads listener =
          new PinnedThreads(registry.counter(Catalogue.SONDE_JVM_VIRTUAL_THREADS_PINNED));
      listener.listen();
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

  private void listen() throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.jfr.consumer.RecordingStream");
    Closeable opened = (Closeable) type.getConstructor().newInstance();
    try {
      type.getMethod("enable", String.class).invoke(opened, EVENT);
      type.getMethod("onEvent", String.class, Consumer.class).invoke(opened, EVENT, this);
      type.getMethod("startAsync").invoke(opened);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      close(opened);
      throw e;
    }
    stream = opened;
  }

  @Override
  public void accept(Object event) {
    pinned.add(1);
  }

  void stop() {
    Closeable opened = stream;
    if (opened != null) {
      close(opened);
    }
  }

  private static void close(Closeable stream) {
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      Log.debug("The flight recorder does not stop: " + e);
    }
  }
}
