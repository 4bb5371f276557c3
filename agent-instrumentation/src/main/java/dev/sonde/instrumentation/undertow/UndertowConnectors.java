package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.instrumentation.Getters;

/**
 * What an embedded Undertow tells of the worker that all its listeners share. It counts connections
 * only where the application has switched its own statistics on, and is not asked for them.
 */
public final class UndertowConnectors implements HttpConnectors.Reader {

  private final Getters getters = new Getters();

  public UndertowConnectors() {}

  @Override
  public void read(String library, Object worker, ConnectorFigures into) {
    Object figures = getters.get(worker, "getMXBean");
    into.name = String.valueOf(getters.get(worker, "getName"));
    into.mostThreads = getters.number(figures, "getMaxWorkerPoolSize");
    into.threads = getters.number(figures, "getWorkerPoolSize");
    into.busyThreads = getters.number(figures, "getBusyWorkerThreadCount");
    into.queued = getters.number(figures, "getWorkerQueueSize");
  }
}
