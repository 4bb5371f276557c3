package dev.sonde.core;

/**
 * A thread of the agent's own: it keeps no JVM running, holds no class loader of the application,
 * is counted in what the agent costs, and its failure never reaches the application's handler.
 */
public class AgentThread extends Thread {

  /** The last resort; the application's own handler may end the process. */
  private static final UncaughtExceptionHandler SILENT =
      new UncaughtExceptionHandler() {
        @Override
        public void uncaughtException(Thread thread, Throwable e) {}
      };

  private final SelfStats stats;

  public AgentThread(String name, Runnable work, SelfStats stats) {
    super(null, work, name, 0);
    this.stats = stats;
    setDaemon(true);
    setContextClassLoader(null);
    setUncaughtExceptionHandler(SILENT);
  }

  @Override
  public final void run() {
    stats.ownThread(this);
    try {
      super.run();
    } catch (Throwable e) {
      tell(e);
    } finally {
      stats.ended(this);
    }
  }

  private void tell(Throwable failure) {
    try {
      Log.errorOnce(getName(), "The thread " + getName() + " ended: " + failure, failure);
    } catch (Throwable e) {
      // A heap too full to say so.
    }
  }
}
