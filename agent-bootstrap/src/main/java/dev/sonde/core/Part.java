package dev.sonde.core;

import java.util.Collection;

/** A part of the agent that the core starts and stops: the weaving, or the telemetry. */
public interface Part {

  /**
   * Makes the part ready to be used, on the thread that starts the application: cheap, and complete
   * when it returns.
   */
  void prepare(Environment environment);

  /** Does the rest of the start on the agent's own thread, while the application starts. */
  void start();

  /** Ends the part and undoes what it did to the process; called once, on detach. */
  void stop();

  /** Saves what would be lost when the JVM ends, which it does now; must be quick. */
  void shutDown();

  /** The names that {@code sonde.instrument.NAME.enabled} may have because of this part. */
  Collection<String> switchNames();

  /** What the start line says of this part, empty for nothing. */
  String summary();
}
