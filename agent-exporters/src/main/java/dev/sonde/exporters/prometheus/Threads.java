package dev.sonde.exporters.prometheus;

import dev.sonde.core.AgentThread;
import dev.sonde.core.SelfStats;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the numbered threads of a pool. */
final class Threads implements ThreadFactory {

  private final String name;
  private final SelfStats stats;
  private final AtomicInteger made = new AtomicInteger();

  Threads(String name, SelfStats stats) {
    this.name = name;
    this.stats = stats;
  }

  @Override
  public Thread newThread(Runnable work) {
    return new AgentThread(name + "-" + made.incrementAndGet(), work, stats);
  }
}
