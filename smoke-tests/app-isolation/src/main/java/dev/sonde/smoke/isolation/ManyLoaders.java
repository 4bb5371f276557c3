package dev.sonde.smoke.isolation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads the same classes in many loaders of several kinds, each by many threads at once. */
public final class ManyLoaders {

  private static final int LOADERS = 12;
  private static final int THREADS_EACH = 4;

  private ManyLoaders() {}

  public static void main(String[] args) throws Exception {
    URL[] jars = new URL[args.length];
    for (int i = 0; i < args.length; i++) {
      jars[i] = new File(args[i]).toURI().toURL();
    }
    String[] names = {
      "org.apache.catalina.connector.CoyoteAdapter",
      "org.apache.catalina.core.StandardHostValve",
      "org.apache.catalina.core.StandardContext",
      "org.apache.catalina.startup.Tomcat"
    };
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger loaded = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < LOADERS; i++) {
      ClassLoader loader =
          i % 3 == 0
              ? new URLClassLoader(jars, null)
              : i % 3 == 1
                  ? new OneLock(jars)
                  : new Crossing(jars, threads.isEmpty() ? null : last);
      last = loader;
      for (int t = 0; t < THREADS_EACH; t++) {
        int offset = t;
        threads.add(
            new Thread("loading-" + i + '-' + t) {
              @Override
              public void run() {
                try {
                  go.await();
                  for (int n = 0; n < names.length; n++) {
                    Class.forName(names[(n + offset) % names.length], true, loader);
                  }
                  loaded.incrementAndGet();
                } catch (ReflectiveOperationException | LinkageError | InterruptedException e) {
                  e.printStackTrace();
                }
              }
            });
      }
    }
    for (Thread thread : threads) {
      thread.setDaemon(true);
      thread.start();
    }
    go.countDown();
    long deadline = System.nanoTime() + 60_000_000_000L;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      if (thread.isAlive()) {
        System.out.println("STUCK " + thread.getName());
        for (Thread any : Thread.getAllStackTraces().keySet()) {
          System.out.println(any.getName() + ' ' + any.getState());
          for (StackTraceElement frame : any.getStackTrace()) {
            System.out.println("  at " + frame);
          }
        }
        System.exit(1);
      }
    }
    System.out.println("loaded " + loaded + " of " + threads.size());
    System.exit(0);
  }

  private static ClassLoader last = ManyLoaders.class.getClassLoader();

  /** Not parallel capable: one lock for the loader. */
  private static class OneLock extends URLClassLoader {
    OneLock(URL[] jars) {
      super(jars, null);
    }

    @Override
    protected synchronized Class<?> loadClass(String name, boolean resolve)
        throws ClassNotFoundException {
      return super.loadClass(name, resolve);
    }

    @Override
    public synchronized InputStream getResourceAsStream(String name) {
      return super.getResourceAsStream(name);
    }
  }

  /** Asks another loader for resources, and loads a class when it is asked for one. */
  private static final class Crossing extends OneLock {
    private final ClassLoader other;

    Crossing(URL[] jars, ClassLoader other) {
      super(jars);
      this.other = other;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      try {
        loadClass("org.apache.catalina.Lifecycle");
        URL found = other == null ? null : other.getResource(name);
        return found == null ? super.getResourceAsStream(name) : found.openStream();
      } catch (ClassNotFoundException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
