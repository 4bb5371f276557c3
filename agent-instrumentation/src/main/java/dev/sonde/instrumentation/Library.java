package dev.sonde.instrumentation;

import java.util.Collections;
import java.util.List;

/**
 * A library that the agent knows: what it is called, which versions are supported, and which of its
 * methods are woven. Each library is one package with one subclass of this.
 */
public abstract class Library {

  private final String name;
  private final String family;
  private final String versions;

  protected Library(String name, String family, String versions) {
    this.name = name;
    this.family = family;
    this.versions = versions;
  }

  /** The library's name in {@code sonde.instrument.NAME.enabled}, logs and metrics. */
  public final String name() {
    return name;
  }

  /** The name that switches all libraries of its kind at once. */
  public final String family() {
    return family;
  }

  /** The supported versions, for a person. */
  public final String versions() {
    return versions;
  }

  /** The names that the OpenTelemetry agent's users switch this with. */
  public abstract List<String> otelNames();

  /**
   * The beginnings of the names, {@code com/zaxxer/hikari/}, of classes that look like the
   * library's and only hand on to them.
   */
  public List<String> wrappers() {
    return Collections.emptyList();
  }

  /** The classes to weave. Must be cheap and load nothing: it runs at each start. */
  public abstract List<Target> targets();
}
