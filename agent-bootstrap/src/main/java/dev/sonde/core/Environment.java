package dev.sonde.core;

import java.lang.instrument.Instrumentation;

/** What each part of the agent is given: the JVM, the settings and the place to count. */
public final class Environment {

  private final Instrumentation instrumentation;
  private final Config config;
  private final SelfStats stats;
  private final String version;

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
}
