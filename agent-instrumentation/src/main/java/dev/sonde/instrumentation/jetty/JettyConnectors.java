package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.instrumentation.Getters;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a connector of Jetty's tells of itself and of the pool that it shares with others. */
public final class JettyConnectors implements HttpConnectors.Reader {

  /** Past so many connections a scrape does not look at each. */
  private static final int MOST_LOOKED_AT = 10_000;

  private final Getters getters = new Getters();

  public JettyConnectors() {}

  @Override
  public void read(String library, Object connector, ConnectorFigures into) {
    Object name = getters.get(connector, "getName");
    into.name = name != null ? name.toString() : "jetty-" + getters.get(connector, "getLocalPort");
    Object endPoints = getters.get(connector, "getConnectedEndPoints");
    if (endPoints instanceof Collection) {
      into.connections = ((Collection<?>) endPoints).size();
      into.idleConnections = idle((Collection<?>) endPoints);
    }
    Object pool = getters.get(getters.get(connector, "getServer"), "getThreadPool");
    into.mostThreads = getters.number(pool, "getMaxThreads");
    into.threads = getters.number(pool, "getThreads");
    into.busyThreads = getters.number(pool, "getBusyThreads");
    into.queued = getters.number(pool, "getQueueSize");
  }

  /** Those that wait for a request to come; -1 where that is unknown. */
  private long idle(Collection<?> endPoints) {
    if (endPoints.size() > MOST_LOOKED_AT) {
      return -1;
    }
    long idle = 0;
    for (Object endPoint : endPoints) {
      Boolean waits = isWaiting(endPoint);
      if (waits == null) {
        return -1;
      }
      idle += waits ? 1 : 0;
    }
    return idle;
  }

  private @Nullable Boolean isWaiting(Object endPoint) {
    Object interest = getters.get(getters.get(endPoint, "getFillInterest"), "isInterested");
    return interest instanceof Boolean ? (Boolean) interest : null;
  }
}
