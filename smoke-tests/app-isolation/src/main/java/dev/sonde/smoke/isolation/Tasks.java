package dev.sonde.smoke.isolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Hands work on in all the ways of the JDK and says in which context it ran. */
public final class Tasks {

  private static final long MINE = 7;

  private static final Callable<Long> LOOK =
      new Callable<Long>() {
        @Override
        public Long call() {
          return TraceContext.get();
        }
      };

  private Tasks() {}

  public static void main(String[] args) throws Exception {
    Call.await();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    ForkJoinPool forkJoin = new ForkJoinPool(2);
    // Threads that are there before the context is.
    warm(pool, scheduler, forkJoin);

    TraceContext.set(MINE);
    say("submit", pool.submit(LOOK).get());
    say("invokeAll", pool.invokeAll(Arrays.asList(LOOK, LOOK)).get(1).get());
    say("invokeAny", pool.invokeAny(Collections.singleton(LOOK)));
    say("execute", executed(pool));
    say("schedule", scheduler.schedule(LOOK, 1, TimeUnit.MILLISECONDS).get());
    say("periodic", periodic(scheduler));
    say("fork-join callable", forkJoin.submit(LOOK).get());
    say("fork-join runnable", executed(forkJoin));
    say("fork-join invoke", forkJoin.invoke(new Forking(2)));
    say("fork-join invokeAll", forkJoin.invokeAll(Collections.singleton(LOOK)).get(0).get());
    say("invoked here", new Forking(1).invoke());
    say("invoked all", invokedAll());
    say("adapted", forkJoin.submit(ForkJoinTask.adapt(LOOK)).get());
    say("supplyAsync", CompletableFuture.supplyAsync(SUPPLY).get());
    say("thenApplyAsync", CompletableFuture.completedFuture(1).thenApplyAsync(i -> look()).get());
    say("supplyAsync in pool", CompletableFuture.supplyAsync(SUPPLY, pool).get());
    say(
        "thenCombineAsync in pool",
        CompletableFuture.supplyAsync(SUPPLY, pool)
            .thenCombineAsync(CompletableFuture.supplyAsync(SUPPLY), (a, b) -> look(), pool)
            .get());
    say("parallel stream", parallel());
    ScheduledExecutorService delaying = delaying(forkJoin, scheduler);
    say("delayed", delayed(delaying));
    say("delayed periodic", periodic(delaying));
    say("delayed cancelled", cancelledBeforeItRan(delaying));
    say("delayedExecutor", delayedExecutor());
    say("new thread", threaded());
    say("virtual thread", virtual());
    say("virtual executor", virtualExecutor());

    TraceContext.set(0);
    say("pool afterwards", pool.submit(LOOK).get());
    say("scheduler afterwards", scheduler.schedule(LOOK, 0, TimeUnit.MILLISECONDS).get());
    say("fork-join afterwards", forkJoin.submit(LOOK).get());
    TraceContext.set(MINE);
    identity();
    cancellation();
    rejection();
    System.exit(0);
  }

  private static final Supplier<Long> SUPPLY = Tasks::look;

  private static long look() {
    return TraceContext.get();
  }

  private static void say(String what, Object value) {
    System.out.println(what + ": " + value);
  }

  private static void warm(ExecutorService... pools) throws Exception {
    for (ExecutorService pool : pools) {
      List<Future<?>> all = new ArrayList<>();
      CountDownLatch both = new CountDownLatch(pool instanceof ScheduledExecutorService ? 1 : 2);
      for (long i = both.getCount(); i > 0; i--) {
        all.add(
            pool.submit(
                () -> {
                  both.countDown();
                  return both.await(10, TimeUnit.SECONDS);
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static long executed(ExecutorService pool) throws Exception {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    pool.execute(() -> seen.complete(look()));
    return seen.get(10, TimeUnit.SECONDS);
  }

  private static long periodic(ScheduledExecutorService scheduler) throws Exception {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Future<?> periodic =
        scheduler.scheduleAtFixedRate(() -> seen.complete(look()), 0, 1, TimeUnit.MILLISECONDS);
    try {
      return seen.get(10, TimeUnit.SECONDS);
    } finally {
      periodic.cancel(false);
    }
  }

  /** The fork-join pool where it is a scheduler, too, which it is since Java 25. */
  private static ScheduledExecutorService delaying(
      ExecutorService forkJoin, ScheduledExecutorService otherwise) {
    return forkJoin instanceof ScheduledExecutorService
        ? (ScheduledExecutorService) forkJoin
        : otherwise;
  }

  /** One task in three contexts, twice at a time, so that each of its runs has its own. */
  private static String delayed(ScheduledExecutorService delaying) throws Exception {
    StringBuffer seen = new StringBuffer();
    Runnable task = () -> seen.append(look());
    for (long context : new long[] {8, 0, 9}) {
      TraceContext.set(context);
      Future<?> first = delaying.schedule(task, 2, TimeUnit.MILLISECONDS);
      Future<?> second = delaying.schedule(task, 1, TimeUnit.MILLISECONDS);
      first.get(10, TimeUnit.SECONDS);
      second.get(10, TimeUnit.SECONDS);
    }
    TraceContext.set(MINE);
    return seen.append(delaying.schedule(LOOK, 0, TimeUnit.MILLISECONDS).get()).toString();
  }

  private static long cancelledBeforeItRan(ScheduledExecutorService delaying) throws Exception {
    TraceContext.set(8);
    delaying.schedule(LOOK, 1, TimeUnit.HOURS).cancel(false);
    TraceContext.set(MINE);
    return delaying.schedule(LOOK, 0, TimeUnit.MILLISECONDS).get();
  }

  /** The same with the delayed executor of CompletableFuture on a JDK that has it. */
  private static long delayedExecutor() throws Exception {
    Executor executor;
    try {
      executor =
          (Executor)
              CompletableFuture.class
                  .getMethod("delayedExecutor", long.class, TimeUnit.class)
                  .invoke(null, 1, TimeUnit.MILLISECONDS);
    } catch (NoSuchMethodException e) {
      executor = ForkJoinPool.commonPool();
    }
    return CompletableFuture.supplyAsync(SUPPLY, executor).get();
  }

  private static Set<Long> parallel() {
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 1000).parallel().forEach(i -> seen.add(look()));
    return seen;
  }

  private static String invokedAll() {
    Forking first = new Forking(0);
    Forking second = new Forking(1);
    Forking third = new Forking(0);
    ForkJoinTask.invokeAll(first, second);
    ForkJoinTask.invokeAll(Arrays.asList(third, new Forking(0)));
    return "" + first.join() + second.join() + third.join() + look();
  }

  private static long threaded() throws Exception {
    FutureTask<Long> task = new FutureTask<>(LOOK);
    new Thread(task).start();
    return task.get();
  }

  /** The same in a virtual thread; in a platform thread on a JDK without any. */
  private static long virtual() throws Exception {
    FutureTask<Long> task = new FutureTask<>(LOOK);
    try {
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (NoSuchMethodException e) {
      new Thread(task).start();
    }
    return task.get();
  }

  private static long virtualExecutor() throws Exception {
    ExecutorService executor;
    try {
      executor =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException e) {
      executor = Executors.newCachedThreadPool();
    }
    try {
      return executor.submit(LOOK).get();
    } finally {
      executor.shutdown();
    }
  }

  /** Queues, hooks and removal see the very object that was submitted. */
  private static void identity() throws Exception {
    List<Runnable> hooked = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch after = new CountDownLatch(2);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            hooked.add(task);
          }

          @Override
          protected void afterExecute(Runnable task, Throwable thrown) {
            hooked.add(task);
            after.countDown();
          }
        };
    CountDownLatch go = new CountDownLatch(1);
    Runnable first =
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runnable second = () -> say("kept task", look());
    Runnable removed = () -> say("removed task ran", look());
    pool.execute(first);
    pool.execute(removed);
    pool.execute(second);
    say("queue", pool.getQueue().contains(removed) && pool.getQueue().peek() == removed);
    say("remove", pool.remove(removed));
    go.countDown();
    after.await(10, TimeUnit.SECONDS);
    say(
        "hooks",
        hooked.get(0) == first
            && hooked.get(1) == first
            && hooked.get(2) == second
            && hooked.get(3) == second);
    pool.shutdown();
  }

  private static void cancellation() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch started = new CountDownLatch(1);
    Future<?> running =
        pool.submit(
            () -> {
              started.countDown();
              new CountDownLatch(1).await();
              return null;
            });
    Future<?> waiting = pool.submit(LOOK);
    started.await();
    say("cancel waiting", waiting.cancel(false));
    say("cancel running", running.cancel(true));
    try {
      running.get();
    } catch (CancellationException e) {
      say("cancelled", running.isCancelled() && waiting.isCancelled());
    }
    say("after a cancel", pool.submit(LOOK).get());
    pool.shutdown();
  }

  private static void rejection() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.shutdown();
    try {
      pool.submit(LOOK);
    } catch (RejectedExecutionException e) {
      say("rejected", look());
    }
    ThreadPoolExecutor caller =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadPoolExecutor.DiscardPolicy());
    caller.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    caller.submit(LOOK).get();
    FutureTask<Long> here = new FutureTask<>(LOOK);
    caller.getRejectedExecutionHandler().rejectedExecution(here, caller);
    say("in the caller", here.get());
    caller.shutdown();
    say("put back", refused(Tasks::puttingBack));
    say("replaced", refused(go -> new ThreadPoolExecutor.DiscardOldestPolicy()));
    say("run by a handler", refused(go -> (task, executor) -> task.run()));
    say("run by its caller", refused(go -> new ThreadPoolExecutor.CallerRunsPolicy()));
  }

  private static RejectedExecutionHandler puttingBack(CountDownLatch go) {
    return (task, executor) -> {
      go.countDown();
      try {
        executor.getQueue().put(task);
      } catch (InterruptedException e) {
        throw new RejectedExecutionException(e);
      }
    };
  }

  /**
   * Where one task runs that waits in a full pool's queue since context 5, is refused in context 7,
   * and then runs elsewhere in context 8 and in none.
   */
  private static String refused(Function<CountDownLatch, RejectedExecutionHandler> handlers)
      throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ThreadPoolExecutor full =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), handlers.apply(go));
    full.submit(
        () -> {
          started.countDown();
          return go.await(10, TimeUnit.SECONDS);
        });
    started.await();
    StringBuffer seen = new StringBuffer();
    Runnable task = () -> seen.append(look());
    TraceContext.set(5);
    full.execute(task);
    TraceContext.set(7);
    full.execute(task);
    go.countDown();
    full.shutdown();
    full.awaitTermination(10, TimeUnit.SECONDS);

    ExecutorService other = Executors.newSingleThreadExecutor();
    TraceContext.set(8);
    other.execute(task);
    TraceContext.set(0);
    other.execute(task);
    TraceContext.set(MINE);
    other.shutdown();
    other.awaitTermination(10, TimeUnit.SECONDS);
    return seen.toString();
  }

  /** Forks down to one task that looks. */
  private static final class Forking extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1;
    private final int depth;

    Forking(int depth) {
      this.depth = depth;
    }

    @Override
    protected Long compute() {
      if (depth == 0) {
        return look();
      }
      ForkJoinTask<Long> forked = new Forking(depth - 1).fork();
      return forked.join();
    }
  }
}
