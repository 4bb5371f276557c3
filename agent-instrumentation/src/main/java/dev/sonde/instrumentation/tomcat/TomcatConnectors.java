package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.instrumentation.Getters;

/** What an endpoint of Tomcat's tells of itself. */
public final class TomcatConnectors implements HttpConnectors.Reader {

  private final Getters getters = new Getters();

  public TomcatConnectors() {}

  @Override
  public void read(String library, Object endpoint, ConnectorFigures into) {
    into.name = String.valueOf(getters.get(endpoint, "getName"));
    // Its own count has one more, for the connection that it waits for; which are idle it does not
    // tell: what it calls keep-alive is how many had something to read at its last look.
    into.connections = getters.number(getters.get(endpoint, "getConnections"), "size");
    into.mostThreads = getters.number(endpoint, "getMaxThreads");
    into.threads = getters.number(endpoint, "getCurrentThreadCount");
    into.busyThreads = getters.number(endpoint, "getCurrentThreadsBusy");
    Object executor = getters.get(endpoint, "getExecutor");
    into.queued = getters.number(getters.get(executor, "getQueue"), "size");
  }
}
