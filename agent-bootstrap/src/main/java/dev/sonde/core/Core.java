package dev.sonde.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which the agent starts and stops; called by the launcher, by reflection. */
public final class Core {

  private static final String TELEMETRY = "dev.sonde.exporters.Telemetry";
  private static final String DELIVERY = "dev.sonde.exporters.otlp.OtlpDelivery";
  private static final String INVENTORY = "dev.sonde.instrumentation.LibraryInventory";
  private static final String WEAVING = "dev.sonde.instrumentation.Weaving";

  private static @Nullable Core running;

  private final Environment environment;
  private final List<Part> parts;
  private final long startedAt;
  private final Thread shutdownHook = new ShutdownHook(this);
  private boolean stopped;

  private Core(Environment environment, List<Part> parts, long startedAt) {
    this.environment = environment;
    this.parts = parts;
    this.startedAt = startedAt;
  }

  /**
   * Starts the agent: what has to be there before the application on this thread, the rest on a
   * thread of its own.
   *
   * @return false when the configuration switches the agent off
   */
  public static boolean start(
      final @Nullable String arguments, final Instrumentation instrumentation, final long startedAt)
      throws Exception {
    // Threads keep the permissions of the code that makes them: those of the agent, and not those
    // that the application's policy leaves to a jar on its class path.
    return AccessController.doPrivileged(
        new PrivilegedExceptionAction<Boolean>() {
          @Override
          public Boolean run() throws ReflectiveOperationException {
            return startWith(arguments, instrumentation, startedAt);
          }
        });
  }

  private static synchronized boolean startWith(
      @Nullable String arguments, Instrumentation instrumentation, long startedAt)
      throws ReflectiveOperationException {
    Config config = Config.read(arguments);
    if (!config.get(Property.ENABLED)
        || "true".equalsIgnoreCase(config.text("otel.sdk.disabled"))) {
      return false;
    }
    Log.configure(config);
    SelfStats stats = new SelfStats();
    Environment environment = new Environment(instrumentation, config, stats, version());
    List<Part> parts = new ArrayList<>();
    parts.add(instance(TELEMETRY, Part.class));
    parts.add(instance(WEAVING, Part.class));
    Core core = new Core(environment, parts, startedAt);
    try {
      for (Part part : parts) {
        part.prepare(environment);
      }
      Runtime.getRuntime().addShutdownHook(core.shutdownHook);
      new AgentThread("sonde-start", new Starter(core), stats).start();
    } catch (Throwable e) {
      // Half an agent would count everything twice once it is attached again.
      core.undo();
      throw e;
    }
    running = core;
    stats.premainTook(System.nanoTime() - startedAt);
    return true;
  }

  /** Stops the agent and takes its traces out of the process. */
  public static synchronized void stop() {
    Core core = running;
    running = null;
    if (core != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(core.shutdownHook);
      } catch (IllegalStateException e) {
        return; // The JVM is going down; the hook does the rest.
      }
      core.stopParts();
      Log.start("Sonde is detached.");
    }
  }

  /** The agent's version. */
  public static String version() {
    InputStream in = Core.class.getClassLoader().getResourceAsStream("dev/sonde/core/version");
    if (in == null) {
      return "unknown";
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, "UTF-8"))) {
      String line = reader.readLine();
      return line == null ? "unknown" : line.trim();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What the agent can instrument; nothing is started for it. */
  public static Inventory inventory() throws ReflectiveOperationException {
    return instance(INVENTORY, Inventory.class);
  }

  /** The way to the OTLP receivers; nothing is started for it. */
  public static Delivery delivery() throws ReflectiveOperationException {
    return instance(DELIVERY, Delivery.class);
  }

  private static <T> T instance(String className, Class<T> type)
      throws ReflectiveOperationException {
    return Class.forName(className, true, Core.class.getClassLoader())
        .asSubclass(type)
        .getDeclaredConstructor()
        .newInstance();
  }

  private void startParts() {
    StringBuilder summary = new StringBuilder();
    List<String> switches = new ArrayList<>();
    for (Part part : parts) {
      try {
        synchronized (this) {
          if (stopped) {
            return;
          }
          part.start();
        }
      } catch (Throwable e) {
        Log.error("A part of the agent can't start; the application is not touched.", e);
      }
      String line = part.summary();
      summary.append(line.isEmpty() ? "" : line + "; ");
      switches.addAll(part.switchNames());
    }
    report(summary.toString(), switches);
  }

  private void report(String summary, List<String> switches) {
    Config config = environment.config();
    long millis = (System.nanoTime() - startedAt) / 1_000_000;
    Log.start(
        "Sonde "
            + environment.version()
            + " on Java "
            + System.getProperty("java.version")
            + ": "
            + summary
            + "ready in "
            + millis
            + " ms.");
    for (String warning : config.warnings()) {
      Log.warn(warning);
    }
    for (String unknown : config.unknownNames(switches)) {
      Log.warn(unknown);
    }
    if (Log.isDebug()) {
      for (String name : config.ignoredOtelNames()) {
        Log.debug("The property " + name + " is known to have no effect here.");
      }
    }
  }

  private synchronized void stopParts() {
    if (stopped) {
      return;
    }
    stopped = true;
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).stop();
      } catch (Throwable e) {
        Log.error("A part of the agent can't stop.", e);
      }
    }
  }

  /** Does the part of the start that the application need not wait for. */
  private static final class Starter implements Runnable {
    private final Core core;

    Starter(Core core) {
      this.core = core;
    }

    @Override
    public void run() {
      core.startParts();
    }
  }

  /** Sends what waits to be sent before the JVM ends. */
  private static final class ShutdownHook extends Thread {
    private final Core core;

    ShutdownHook(Core core) {
      super("sonde-stop");
      this.core = core;
      setContextClassLoader(null);
    }

    @Override
    public void run() {
      core.shutDown();
    }
  }

  private void shutDown() {
    for (Part part : parts) {
      try {
        part.shutDown();
      } catch (Throwable e) {
        // The JVM is going down, and the application's handler is not to hear of it.
        Log.debug("A part of the agent can't shut down: " + e);
      }
    }
  }

  private void undo() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      Log.debug("The JVM is going down already.");
    }
    stopParts();
  }
}
