package dev.sonde.instrumentation.jbossthreads;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The pools of JBoss Threads, those of XNIO's workers among them.
 *
 * <p>They wrap each task in an object of their own, for its one run; older versions in one that
 * only keeps the class loader. That object carries the context. A view of a pool lines its tasks up
 * itself and may run the next one in the thread of the one before.
 */
public final class JBossThreads extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.jbossthreads.";
  private static final String POOL = "org.jboss.threads.EnhancedQueueExecutor";
  private static final String VIEW = "org.jboss.threads.EnhancedViewExecutor";

  public JBossThreads() {
    super("jboss-threads", "executors", "2.3 to 3.9");
  }

  @Override
  public List<String> otelNames() {
    return Collections.singletonList("executors");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL)
            .weave("scheduleAtFixedRate(*)", PACKAGE + "PeriodicAdvice")
            .orNothing()
            .weave("scheduleWithFixedDelay(*)", PACKAGE + "PeriodicAdvice")
            .orNothing(),
        new Target(POOL + "$ThreadBody").weave("run()", PACKAGE + "ThreadAdvice"),
        new Target(POOL + "$SchedulerTask").weave("run()", PACKAGE + "ThreadAdvice"),
        task(POOL + "$Task"),
        task("org.jboss.threads.ContextClassLoaderSavingRunnable"),
        task(VIEW + "$EnhancedViewExecutorRunnable"),
        new Target(VIEW).weave("taskComplete(boolean)", PACKAGE + "NextTaskAdvice"));
  }

  private static Target task(String className) {
    return new Target(className)
        .carrying()
        .weave("<init>(*)", PACKAGE + "TaskAdvice")
        .weave("run()", PACKAGE + "RunAdvice");
  }
}
