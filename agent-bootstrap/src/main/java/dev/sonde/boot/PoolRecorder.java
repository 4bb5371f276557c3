package dev.sonde.boot;

/** What takes the measurements of {@link PoolProbe}. Its methods never throw. */
public abstract class PoolRecorder {

  /** The series of a pool, made once and kept with it. */
  public abstract Series series(String poolName);

  /** A connection that is held for longer is a leak, in nanoseconds; 0 for never. */
  public abstract long leakThreshold();

  /** What is measured of one pool. */
  public abstract static class Series {

    /** Somebody has got a connection after so many nanoseconds. */
    public abstract void waited(long nanos);

    /** Somebody has given a connection back after so many nanoseconds. */
    public abstract void used(long nanos);

    /** A connection to the database was opened in so many nanoseconds. */
    public abstract void created(long nanos);

    /** Somebody has got no connection in the time that he would wait. */
    public abstract void timedOut();

    /** A connection is held for too long; told once for each time that one is borrowed. */
    public abstract void leaked(Leak leak);
  }
}
