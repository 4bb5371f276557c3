package dev.sonde.boot;

/** How a connection pool is at one moment; -1 is for what nobody knows. */
public final class PoolFigures {

  public long used = -1;
  public long idle = -1;
  public long most = -1;
  public long mostIdle = -1;
  public long leastIdle = -1;

  /** Callers that wait for a connection. */
  public long pending = -1;

  /** Whether the pool is over, without having said so. */
  public boolean closed;
}
