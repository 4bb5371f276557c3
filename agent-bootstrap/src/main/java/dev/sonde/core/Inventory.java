package dev.sonde.core;

import java.util.List;

/** What the agent can instrument, for a person who asks; known without starting anything. */
public interface Inventory {

  List<Entry> entries();

  /** One instrumentation. */
  final class Entry {
    private final String name;
    private final String family;
    private final String versions;
    private final List<String> otelNames;

    public Entry(String name, String family, String versions, List<String> otelNames) {
      this.name = name;
      this.family = family;
      this.versions = versions;
      this.otelNames = otelNames;
    }

    /** The name that {@code sonde.instrument.NAME.enabled} switches it by. */
    public String name() {
      return name;
    }

    /** The name that switches all of its kind. */
    public String family() {
      return family;
    }

    /** The supported versions. */
    public String versions() {
      return versions;
    }

    /** The names that the OpenTelemetry agent's users switch it with. */
    public List<String> otelNames() {
      return otelNames;
    }
  }
}
