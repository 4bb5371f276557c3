package dev.sonde.exporters;

import dev.sonde.core.Environment;
import dev.sonde.core.Part;
import java.util.Collection;
import java.util.Collections;

/** Wires the telemetry together: registry, recorders, endpoint, export. */
public final class Telemetry implements Part {

  public Telemetry() {}

  @Override
  public void prepare(Environment environment) {}

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Collection<String> switchNames() {
    return Collections.emptyList();
  }

  @Override
  public String summary() {
    return "";
  }
}
