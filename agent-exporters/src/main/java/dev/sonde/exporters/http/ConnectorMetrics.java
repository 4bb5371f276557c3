package dev.sonde.exporters.http;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Observer;
import org.jspecify.annotations.Nullable;

/** Connections, threads and queues of the HTTP servers in this process. */
public final class ConnectorMetrics implements Observer {

  public ConnectorMetrics() {}

  @Override
  public void observe(Sink sink) {
    for (ConnectorFigures figures : HttpConnectors.figures()) {
      String name = figures.name;
      split(
          sink,
          Catalogue.HTTP_SERVER_CONNECTIONS,
          name,
          figures.connections,
          "active",
          figures.idleConnections,
          "idle");
      long idleThreads =
          figures.busyThreads < 0 ? -1 : Math.max(0, figures.threads - figures.busyThreads);
      split(
          sink, Catalogue.HTTP_SERVER_THREADS, name, figures.threads, "busy", idleThreads, "idle");
      value(sink, Catalogue.HTTP_SERVER_THREADS_MAX, figures.mostThreads, name);
      value(sink, Catalogue.HTTP_SERVER_QUEUE_SIZE, figures.queued, name);
    }
  }

  /** Tells of all those that are idle and those that are not; all as one where that is unknown. */
  private static void split(
      Sink sink, Metric metric, String name, long all, String rest, long idle, String idleState) {
    if (idle < 0 || all < 0) {
      value(sink, metric, all, name, null);
    } else {
      value(sink, metric, Math.max(0, all - idle), name, rest);
      value(sink, metric, idle, name, idleState);
    }
  }

  private static void value(Sink sink, Metric metric, long value, @Nullable String... labels) {
    if (value >= 0) {
      sink.value(metric, (double) value, labels);
    }
  }
}
