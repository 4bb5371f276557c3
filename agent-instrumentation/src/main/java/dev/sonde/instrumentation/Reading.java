package dev.sonde.instrumentation;

import dev.sonde.core.Families;
import dev.sonde.instrumentation.jdbc.DataSources;
import java.util.Collection;

/**
 * What the probes of a family ask for what only a library's own objects can tell. It is named in
 * static calls alone: the JVM loads nothing for those before they are made.
 */
final class Reading extends Families.Readiness {

  private static final String CONNECTORS = "servlet";
  private static final String DATABASES = "jdbc";
  private static final String POOLS = "jdbc-pool";
  private static final String REDIS = "redis";

  private final String family;
  private final Collection<String> measured;

  private Reading(String family, Collection<String> measured) {
    this.family = family;
    this.measured = measured;
  }

  /**
   * Adds all of it.
   *
   * @param measured the names of the libraries that are measured, once all are known
   */
  static void addAll(Families families, Collection<String> measured) {
    for (String family : new String[] {CONNECTORS, DATABASES, REDIS}) {
      families.add(new Reading(family, measured), family);
    }
    families.add(new Reading(POOLS, measured), POOLS, REDIS);
  }

  @Override
  protected void begin() {
    switch (family) {
      case CONNECTORS:
        ConnectorReaders.install();
        break;
      case DATABASES:
        DataSources.install();
        break;
      case POOLS:
        PoolReaders.install(measured);
        break;
      default:
        RedisReaders.install();
    }
  }

  @Override
  protected void end() {
    switch (family) {
      case CONNECTORS:
        ConnectorReaders.uninstall();
        break;
      case DATABASES:
        DataSources.uninstall();
        break;
      case POOLS:
        PoolReaders.uninstall();
        break;
      default:
        RedisReaders.uninstall();
    }
  }
}
