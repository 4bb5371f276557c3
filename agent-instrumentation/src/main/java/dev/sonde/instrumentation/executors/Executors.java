package dev.sonde.instrumentation.executors;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Thread pools, schedulers and fork-join pools of {@code java.util.concurrent}.
 *
 * <p>Tasks are never wrapped: what was submitted is what the application finds in queues, hooks and
 * stack traces. New threads and virtual threads need no weaving, they inherit.
 */
public final class Executors extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.executors.";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
  private static final String FORK_JOIN_TASK = "java.util.concurrent.ForkJoinTask";

  public Executors() {
    super("executors", "executors", "Java 8 to 26");
  }

  @Override
  public List<String> otelNames() {
    return Collections.singletonList("executors");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(POOL)
            .weave("execute(java.lang.Runnable)", PACKAGE + "SubmitAdvice")
            .weave("reject(java.lang.Runnable)", PACKAGE + "RejectAdvice")
            .weave("getTask()", PACKAGE + "NextTaskAdvice"),
        new Target(POOL + "$Worker").weave("run()", PACKAGE + "FirstTaskAdvice"),
        new Target(POOL + "$DiscardOldestPolicy")
            .weave(
                "rejectedExecution(java.lang.Runnable,java.util.concurrent.ThreadPoolExecutor)",
                PACKAGE + "DiscardOldestAdvice"),
        new Target("java.util.concurrent.ScheduledThreadPoolExecutor")
            .weave(
                "delayedExecute(java.util.concurrent.RunnableScheduledFuture)",
                PACKAGE + "ScheduleAdvice"),
        new Target(FORK_JOIN_TASK)
            .weave("fork()", PACKAGE + "ForkAdvice")
            .weave("invoke()", PACKAGE + "ForkAdvice")
            .weave("quietlyInvoke()", PACKAGE + "ForkAdvice")
            .weave("invokeAll(*)", PACKAGE + "InvokeAllAdvice")
            .weave("doExec()", PACKAGE + "ForkedRunAdvice"),
        new Target("java.util.concurrent.ForkJoinPool")
            .weave("execute(java.util.concurrent.ForkJoinTask)", PACKAGE + "ForkJoinSubmitAdvice")
            .weave("submit(java.util.concurrent.ForkJoinTask)", PACKAGE + "ForkJoinSubmitAdvice")
            .weave("invoke(java.util.concurrent.ForkJoinTask)", PACKAGE + "ForkJoinSubmitAdvice")
            .weave("execute(java.lang.Runnable)", PACKAGE + "ForkJoinSubmitAdvice"),
        new Target("java.util.concurrent.DelayScheduler$ScheduledForkJoinTask")
            .weave("<init>(*)", PACKAGE + "ScheduledForkAdvice"),
        adapter("AdaptedRunnable"),
        adapter("AdaptedRunnableAction"),
        adapter("RunnableExecuteAction"),
        adapter("AdaptedCallable"),
        adapter("AdaptedInterruptibleCallable"),
        adapter("AdaptedInterruptibleRunnable"));
  }

  /** What a fork-join pool makes of a plain task; which of them exist depends on the JDK. */
  private static Target adapter(String name) {
    return new Target(FORK_JOIN_TASK + '$' + name).weave("<init>(*)", PACKAGE + "AdaptAdvice");
  }
}
