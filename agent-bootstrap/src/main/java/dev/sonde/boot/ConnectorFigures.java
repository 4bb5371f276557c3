package dev.sonde.boot;

/** How a connector of an HTTP server is at one moment; -1 is for what nobody knows. */
public final class ConnectorFigures {

  public String name = "";
  public long connections = -1;

  /** Connections on which no request is under way. */
  public long idleConnections = -1;

  public long threads = -1;
  public long busyThreads = -1;
  public long mostThreads = -1;

  /** What waits for a thread. */
  public long queued = -1;
}
