package dev.sonde.core;

/**
 * A thread of the agent's own: it keeps no JVM running, holds no class loader of the application,
 * is counted in what the agent costs, and its failure never reaches the application's handler.
 */
public class AgentThread extends Thread {

  private final SelfStats stats;

  public AgentThread(String name, Runnable work, SelfStats stats) {
    super(null, work, name, 0);
    this.stats = stats;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public final void run() {
    stats.ownThread(this);
    try {
      super.run();
    } catch (Throwable e) {
      Log.errorOnce(getName(), "The thread " + getName() + " ended: " + e, e);
    }
  }
}
