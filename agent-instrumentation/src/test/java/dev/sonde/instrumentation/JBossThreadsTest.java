package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pools of JBoss Threads, woven. */
class JBossThreadsTest {

  private static final String POOL = "org.jboss.threads.EnhancedQueueExecutor";

  private final Context context = new Context(1, 2, 3, true, null, null);
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

  static Stream<Path> versions() throws Exception {
    return ShapesTest.jbossThreads().stream();
  }

  static Stream<Path> versionsWithScheduler() throws Exception {
    return versions().filter(path -> path.toString().matches(".*-3\\.[5-9].*"));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    Current.cell().set(null);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aTaskRunsInTheContextOfItsSubmissionAndLeavesNone(Path version) throws Exception {
    try (Woven loader = new Woven(version)) {
      ExecutorService pool = loader.pool(this::thread);
      try {
        // The thread that the first one needs is created inside the context.
        Current.cell().set(context);
        assertThat(pool.submit(Current::context).get()).isSameAs(context);
        Current.cell().set(null);
        assertThat(pool.submit(Current::context).get()).isNull();
        Current.cell().set(context);
        assertThat(pool.submit(Current::context).get()).isSameAs(context);
      } finally {
        stop(pool);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aTaskThatWaitsInTheQueueRunsInItsContext(Path version) throws Exception {
    try (Woven loader = new Woven(version)) {
      ExecutorService pool = loader.pool(this::thread);
      try {
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(() -> await(gate));
        Current.cell().set(context);
        var inside = pool.submit(Current::context);
        Current.cell().set(null);
        var outside = pool.submit(Current::context);
        gate.countDown();
        assertThat(inside.get()).isSameAs(context);
        assertThat(outside.get()).isNull();
      } finally {
        stop(pool);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versionsWithScheduler")
  void aPeriodicTaskHasNoContextAndADelayedOneHas(Path version) throws Exception {
    try (Woven loader = new Woven(version)) {
      ScheduledExecutorService pool = (ScheduledExecutorService) loader.pool(this::thread);
      try {
        List<Context> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch runs = new CountDownLatch(3);
        Current.cell().set(context);
        var delayed = pool.schedule(Current::context, 1, TimeUnit.MILLISECONDS);
        var periodic =
            pool.scheduleAtFixedRate(
                () -> {
                  seen.add(Current.context());
                  runs.countDown();
                },
                1,
                1,
                TimeUnit.MILLISECONDS);
        assertThat(Current.context()).isSameAs(context);
        await(runs);
        periodic.cancel(false);
        assertThat(delayed.get()).isSameAs(context);
        assertThat(new ArrayList<>(seen)).hasSizeGreaterThanOrEqualTo(3).containsOnlyNulls();
      } finally {
        stop(pool);
      }
    }
  }

  /** Of a view that runs one task at a time the second one follows in the thread of the first. */
  @ParameterizedTest
  @MethodSource("versionsWithScheduler")
  void aTaskOfAViewRunsInItsContext(Path version) throws Exception {
    try (Woven loader = new Woven(version)) {
      ExecutorService pool = loader.pool(this::thread);
      try {
        ExecutorService view = loader.view(pool);
        CountDownLatch gate = new CountDownLatch(1);
        Current.cell().set(context);
        var first =
            view.submit(
                () -> {
                  await(gate);
                  return Current.context();
                });
        Current.cell().set(null);
        var second = view.submit(Current::context);
        Current.cell().set(context);
        var third = view.submit(Current::context);
        gate.countDown();
        assertThat(first.get()).isSameAs(context);
        assertThat(second.get()).isNull();
        assertThat(third.get()).isSameAs(context);
      } finally {
        stop(pool);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(Runnable body) {
    Thread thread = new Thread(body, "jboss-threads");
    threads.add(thread);
    return thread;
  }

  /** Waits for the threads, which may load a class until they end. */
  private void stop(ExecutorService pool) throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : new ArrayList<>(threads)) {
      thread.join(10_000);
    }
  }

  /** Loads one version, woven. */
  private static final class Woven extends URLClassLoader {

    Woven(Path version) throws IOException {
      super(jars(version), JBossThreadsTest.class.getClassLoader());
    }

    private static URL[] jars(Path version) throws IOException {
      List<URL> jars = new ArrayList<>();
      try (Stream<Path> files = Files.list(version)) {
        for (Path jar : files.toList()) {
          jars.add(jar.toUri().toURL());
        }
      }
      return jars.toArray(new URL[0]);
    }

    /** A pool of one thread. */
    ExecutorService pool(ThreadFactory threads) throws ReflectiveOperationException {
      Class<?> type = loadClass(POOL + "$Builder");
      Object builder = type.getConstructor().newInstance();
      type.getMethod("setCorePoolSize", int.class).invoke(builder, 1);
      type.getMethod("setMaximumPoolSize", int.class).invoke(builder, 1);
      type.getMethod("setThreadFactory", ThreadFactory.class).invoke(builder, threads);
      return (ExecutorService) type.getMethod("build").invoke(builder);
    }

    /** A view of a pool that runs one task at a time. */
    ExecutorService view(Executor pool) throws ReflectiveOperationException {
      Object builder =
          loadClass("org.jboss.threads.ViewExecutor")
              .getMethod("builder", Executor.class)
              .invoke(null, pool);
      builder.getClass().getMethod("setMaxSize", int.class).invoke(builder, 1);
      return (ExecutorService) builder.getClass().getMethod("build").invoke(builder);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("org.jboss.threads.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? woven(name) : loaded;
      }
    }

    private Class<?> woven(String name) throws ClassNotFoundException {
      try (InputStream in = findResource(name.replace('.', '/') + ".class").openStream()) {
        byte[] bytes = in.readAllBytes();
        for (Library library : Libraries.all()) {
          for (Target target : library.targets()) {
            if (target.className().equals(name)) {
              byte[] woven =
                  new Weaver(target, target.className(), "test", this, bytes, true).weave();
              bytes = woven == null ? bytes : woven;
            }
          }
        }
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException | ShapeMismatch e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
