package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;

/** The time since the JVM started. */
final class ManagedUptime implements Observer {

  private static final double MILLIS = 1e3;

  @Override
  public void observe(Sink sink) {
    sink.value(Catalogue.PROCESS_UPTIME, ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
  }
}
