package dev.sonde.core;

import java.lang.instrument.Instrumentation;

/**
 * What each part of the agent is given: the JVM, the settings, the place to count, the families.
 */
public final class Environment {

  private final Instrumentation instrumentation;
  private final Config config;
  private final SelfStats stats;
  private final String version;
  private final Families families = new Families();

  public Environment(
      Instrumentation instrumentation, Config config, SelfStats stats, String version) {
    this.instrumentation = instrumentation;
    this.config = config;
    this.stats = stats;
    this.version = version;
  }

  public Instrumentation instrumentation() {
    return instrumentation;
  }

  public Config config() {
    return config;
  }

  public SelfStats stats() {
    return stats;
  }

  /** The agent's version. */
  public String version() {
    return version;
  }

  /** What is made ready when it is needed. */
  public Families families() {
    return families;
  }
}
