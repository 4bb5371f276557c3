package dev.sonde.exporters.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of what produces the telemetry; a value is a String, Long, Boolean or List of
 * String.
 */
public final class Resource {

  private final Map<String, Object> attributes;

  public Resource(Map<String, Object> attributes) {
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** By name, in a fixed order. */
  public Map<String, Object> attributes() {
    return attributes;
  }
}
