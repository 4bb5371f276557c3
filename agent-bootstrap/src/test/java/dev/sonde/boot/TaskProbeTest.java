package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskProbeTest {

  private final Current cell = Current.cell();
  private final List<ThreadPoolExecutor> pools = new ArrayList<>();

  @AfterEach
  void leaveTheThreadAsItWas() throws Exception {
    cell.forget();
    for (ThreadPoolExecutor pool : pools) {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTaskRunsInTheContextOfItsSubmission() throws Exception {
    Pool pool = pool(1);
    Context context = Contexts.context(1);
    cell.set(context);
    Future<Context> inside = pool.submit(Current::context);
    cell.set(null);
    Future<Context> outside = pool.submit(Current::context);
    assertThat(inside.get()).isSameAs(context);
    assertThat(outside.get()).isNull();
  }

  @Test
  void nothingStaysInAPooledThread() throws Exception {
    Pool pool = pool(1);
    cell.set(Contexts.context(1));
    pool.submit(() -> Current.cell().set(Contexts.context(99))).get();
    cell.set(null);
    assertThat(pool.submit(Current::context).get()).isNull();
    pool.awaitCompleted(2);
    assertThat(pool.leftBehind).containsOnlyNulls();
  }

  @Test
  void oneRunnableSubmittedManyTimesRunsEachTimeInItsContext() throws Exception {
    Pool pool = pool(1);
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    CountDownLatch done = new CountDownLatch(50);
    Runnable task =
        () -> {
          Context context = Current.context();
          seen.add(context == null ? 0 : context.spanId);
          done.countDown();
        };
    List<Long> expected = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      boolean outside = i % 10 == 0;
      cell.set(outside ? null : Contexts.context(i));
      expected.add(outside ? 0L : i);
      pool.execute(task);
    }
    gate.countDown();
    done.await();
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void aRefusedTaskLeavesNoContextForALaterRun() throws Exception {
    Pool pool = new Pool(1, 1, new SynchronousQueue<>(), new ThreadPoolExecutor.AbortPolicy());
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    Seeing task = new Seeing();
    cell.set(Contexts.context(1));
    assertThatThrownBy(() -> pool.execute(task)).isInstanceOf(RejectedExecutionException.class);
    cell.set(null);
    gate.countDown();
    pool.awaitCompleted(1);
    executeUntilAccepted(pool, task);
    task.done.await();
    assertThat(task.seen.get()).isNull();
  }

  private static void executeUntilAccepted(Pool pool, Runnable task) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() - deadline < 0) {
      try {
        pool.execute(task);
        return;
      } catch (RejectedExecutionException e) {
        Thread.yield();
      }
    }
    throw new AssertionError("never accepted");
  }

  @Test
  void aTaskThatItsCallerRunsKeepsTheCallersContext() throws Exception {
    Pool pool = new Pool(1, 1, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    Context context = Contexts.context(1);
    cell.set(context);
    Seeing task = new Seeing();
    pool.execute(task);
    assertThat(task.seen.get()).isSameAs(context);
    assertThat(Current.context()).isSameAs(context);
    assertThat(TaskProbe.begin(task)).isSameAs(context);
    assertThat(Current.context()).isNull();
    gate.countDown();
  }

  @Test
  void aTaskThatReplacesTheOldestIsSubmittedOnce() throws Exception {
    Pool pool =
        new Pool(1, 1, new LinkedBlockingQueue<>(1), new ThreadPoolExecutor.DiscardOldestPolicy());
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    pool.execute(new Seeing());
    Seeing task = new Seeing();
    Context context = Contexts.context(2);
    cell.set(context);
    pool.execute(task);
    cell.set(null);
    gate.countDown();
    task.done.await();
    assertThat(task.seen.get()).isSameAs(context);
    assertThat(TaskProbe.begin(task)).isNull();
    assertThat(Current.context()).isNull();
  }

  @Test
  void aTaskThatReplacesItselfRunsInItsLastContext() throws Exception {
    Pool pool =
        new Pool(1, 1, new LinkedBlockingQueue<>(1), new ThreadPoolExecutor.DiscardOldestPolicy());
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    Seeing task = new Seeing();
    for (int i = 1; i <= 5; i++) {
      cell.set(Contexts.context(i));
      pool.execute(task);
    }
    cell.set(null);
    gate.countDown();
    task.done.await();
    assertThat(task.seen.get().spanId).isEqualTo(5);
    TaskProbe.begin(task);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aTaskThatAHandlerPutsIntoTheQueueKeepsItsContext() throws Exception {
    Pool pool =
        new Pool(
            1,
            1,
            new LinkedBlockingQueue<>(1),
            (task, executor) -> {
              try {
                executor.getQueue().put(task);
              } catch (InterruptedException e) {
                throw new RejectedExecutionException(e);
              }
            });
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    List<Seeing> tasks = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      Seeing task = new Seeing();
      tasks.add(task);
      if (i == 2) {
        gate.countDown();
      }
      cell.set(Contexts.context(i));
      pool.execute(task);
    }
    cell.set(null);
    for (int i = 1; i <= 5; i++) {
      Seeing task = tasks.get(i - 1);
      task.done.await();
      assertThat(task.seen.get().spanId).isEqualTo(i);
      TaskProbe.begin(task);
      assertThat(Current.context()).isNull();
    }
  }

  @Test
  void aTaskThatAHandlerRunsOrDropsLeavesNoContextForALaterRun() throws Exception {
    for (RejectedExecutionHandler handler :
        new RejectedExecutionHandler[] {
          (task, executor) -> task.run(),
          (task, executor) -> {},
          (task, executor) -> {
            throw new RejectedExecutionException();
          }
        }) {
      Pool pool = new Pool(1, 1, new LinkedBlockingQueue<>(1), handler);
      CountDownLatch gate = new CountDownLatch(1);
      CountDownLatch running = new CountDownLatch(1);
      pool.execute(
          () -> {
            running.countDown();
            await(gate);
          });
      running.await();
      pool.execute(() -> {});
      Seeing task = new Seeing();
      for (int i = 1; i <= 5; i++) {
        cell.set(Contexts.context(i));
        try {
          pool.execute(task);
        } catch (RejectedExecutionException e) {
          assertThat(task.seen.get().spanId).isEqualTo(77);
        }
      }
      gate.countDown();
      pool.awaitCompleted(2);
      cell.set(Contexts.context(6));
      pool.execute(task);
      cell.set(null);
      pool.awaitCompleted(3);
      assertThat(task.seen.get().spanId).isEqualTo(6);
      TaskProbe.begin(task);
      assertThat(Current.context()).isNull();
    }
  }

  @Test
  void aTaskThatSubmitsItselfAgainLeavesTheTraceThatItBeganIn() throws Exception {
    Pool pool = pool(1);
    Contexts.Aging request = new Contexts.Aging();
    List<Boolean> inside = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(1);
    Runnable task =
        new Runnable() {
          @Override
          public void run() {
            inside.add(Current.context() == request);
            switch (inside.size()) {
              case 1:
                break;
              case 2:
                request.end(1_000_000_000L);
                break;
              case 3:
                request.end(11_000_000_000L);
                break;
              case 5:
                done.countDown();
                return;
              default:
            }
            pool.execute(this);
          }
        };
    cell.set(request);
    pool.execute(task);
    cell.set(null);
    done.await();
    assertThat(inside).containsExactly(true, true, true, false, false);
  }

  @Test
  void aForkedTaskLeavesATraceThatIsLongOver() {
    Object task = new Object();
    cell.set(Contexts.ended(11_000_000_000L));
    TaskProbe.forked(task);
    TaskProbe.beginForked(task);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aCancelledTaskDoesNotRunAndDisturbsNone() throws Exception {
    Pool pool = pool(1);
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(() -> await(gate));
    cell.set(Contexts.context(1));
    Future<?> cancelled = pool.submit(() -> {});
    assertThat(cancelled.cancel(true)).isTrue();
    Context context = Contexts.context(2);
    cell.set(context);
    Future<Context> next = pool.submit(Current::context);
    cell.set(null);
    gate.countDown();
    assertThat(next.get()).isSameAs(context);
    assertThat(cancelled.isCancelled()).isTrue();
  }

  @Test
  void anInterruptReachesTheTask() throws Exception {
    Pool pool = pool(1);
    cell.set(Contexts.context(1));
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Future<?> future =
        pool.submit(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              done.countDown();
            });
    started.await();
    future.cancel(true);
    done.await();
    assertThat(interrupted.get()).isTrue();
    Thread.currentThread().interrupt();
    Object task = new Object();
    TaskProbe.submitted(task);
    TaskProbe.finished(TaskProbe.begin(task));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aPeriodicTaskBelongsToNoCallAndADelayedOneDoes() throws Exception {
    Scheduler scheduler = new Scheduler();
    pools.add(scheduler);
    Context context = Contexts.context(1);
    cell.set(context);
    Seeing periodic = new Seeing();
    Future<?> repeated = scheduler.scheduleAtFixedRate(periodic, 0, 1, TimeUnit.MILLISECONDS);
    Future<Context> delayed = scheduler.schedule(Current::context, 1, TimeUnit.MILLISECONDS);
    assertThat(delayed.get()).isSameAs(context);
    periodic.done.await();
    repeated.cancel(false);
    assertThat(periodic.seen.get()).isNull();
  }

  @Test
  void aTaskRunWithinAnotherHasItsOwnContextAndGivesTheOtherBack() {
    Object outerTask = new Object();
    Object innerTask = new Object();
    Object strange = new Object();
    Context outer = Contexts.context(1);
    Context inner = Contexts.context(2);
    cell.set(outer);
    TaskProbe.submitted(outerTask);
    cell.set(inner);
    TaskProbe.submitted(innerTask);
    cell.set(null);

    Context beforeOuter = TaskProbe.begin(outerTask);
    assertThat(Current.context()).isSameAs(outer);
    Context beforeInner = TaskProbe.begin(innerTask);
    assertThat(Current.context()).isSameAs(inner);
    Context beforeStrange = TaskProbe.begin(strange);
    assertThat(Current.context()).isNull();
    TaskProbe.finished(beforeStrange);
    assertThat(Current.context()).isSameAs(inner);
    TaskProbe.finished(beforeInner);
    assertThat(Current.context()).isSameAs(outer);
    TaskProbe.finished(beforeOuter);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aTaskThatAThreadRunsItselfStaysInItsContext() {
    Object task = new Object();
    Context context = Contexts.context(1);
    cell.set(context);
    TaskProbe.forked(task);
    TaskProbe.forked(task);
    Object outer = TaskProbe.beginForked(task);
    assertThat(Current.context()).isSameAs(context);
    TaskProbe.finishedForked(outer);
    assertThat(Current.context()).isSameAs(context);

    TaskProbe.beginForked(task);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aThreadThatNeverHadAContextGetsNoCell() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>("unset");
    Thread thread =
        new Thread(
            () -> {
              Object task = new Object();
              TaskProbe.submitted(task);
              TaskProbe.finished(TaskProbe.begin(task));
              TaskProbe.rejected(task, null);
              TaskProbe.idle();
              seen.set(Current.existing());
            });
    thread.start();
    thread.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  void noTaskIsNoError() {
    cell.set(Contexts.context(1));
    TaskProbe.submitted(null);
    TaskProbe.scheduled(null);
    TaskProbe.rejected(null, null);
    TaskProbe.refused(null);
    TaskProbe.discarding(null);
    TaskProbe.finished(TaskProbe.begin(null));
    assertThat(Current.context()).isNotNull();
    TaskProbe.idle();
    assertThat(Current.context()).isNull();
  }

  @Test
  void tasksOfManyThreadsRunInTheirContexts() throws Exception {
    Pool pool = pool(2);
    List<Thread> submitters = new ArrayList<>();
    List<Future<Boolean>> results = Collections.synchronizedList(new ArrayList<>());
    for (int t = 1; t <= 2; t++) {
      long first = t * 100_000L;
      submitters.add(
          Contexts.virtual(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  Context context = Contexts.context(first + i);
                  Current.cell().set(context);
                  results.add(pool.submit(() -> Current.context() == context));
                }
              }));
    }
    for (Thread submitter : submitters) {
      submitter.start();
    }
    for (Thread submitter : submitters) {
      submitter.join();
    }
    assertThat(results).hasSize(10_000);
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  private Pool pool(int threads) {
    return new Pool(
        threads, threads, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.AbortPolicy());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps the context that it ran in. */
  private static final class Seeing implements Runnable {
    private final AtomicReference<Context> seen = new AtomicReference<>(Contexts.context(77));
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public void run() {
      seen.set(Current.context());
      done.countDown();
    }
  }

  /** A pool that calls the probe where a woven one does. */
  private final class Pool extends ThreadPoolExecutor {
    private final ThreadLocal<Context> outer = new ThreadLocal<>();
    private final List<Context> leftBehind = Collections.synchronizedList(new ArrayList<>());

    Pool(
        int core,
        int most,
        java.util.concurrent.BlockingQueue<Runnable> queue,
        RejectedExecutionHandler handler) {
      super(
          core,
          most,
          1,
          TimeUnit.MINUTES,
          queue,
          (task, executor) -> {
            TaskProbe.rejected(task, handler);
            if (handler instanceof ThreadPoolExecutor.DiscardOldestPolicy) {
              TaskProbe.discarding(executor.getQueue().peek());
            }
            try {
              handler.rejectedExecution(task, executor);
            } catch (RejectedExecutionException e) {
              TaskProbe.refused(task);
              throw e;
            }
          });
      pools.add(this);
    }

    @Override
    public void execute(Runnable task) {
      TaskProbe.submitted(task);
      super.execute(task);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      outer.set(TaskProbe.begin(task));
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      TaskProbe.finished(outer.get());
      TaskProbe.idle();
      leftBehind.add(Current.context());
    }

    /** Waits until the pool has left so many tasks behind it, all that follows them included. */
    void awaitCompleted(long tasks) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (getCompletedTaskCount() < tasks && System.nanoTime() - deadline < 0) {
        Thread.yield();
      }
      assertThat(getCompletedTaskCount()).isEqualTo(tasks);
    }
  }

  /** A scheduler that calls the probe where a woven one does. */
  private static final class Scheduler extends ScheduledThreadPoolExecutor {
    Scheduler() {
      super(1);
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        Runnable runnable, RunnableScheduledFuture<V> task) {
      TaskProbe.scheduled(task);
      return task;
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        java.util.concurrent.Callable<V> callable, RunnableScheduledFuture<V> task) {
      TaskProbe.scheduled(task);
      return task;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      TaskProbe.begin(task);
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      TaskProbe.finished(null);
    }
  }
}
