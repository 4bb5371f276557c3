package dev.sonde.exporters.prometheus;

import dev.sonde.core.Log;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no JVM running and whose failures never reach the application's handler. */
final class Threads implements ThreadFactory {

  private final String name;
  private final AtomicInteger made = new AtomicInteger();

  Threads(String name) {
    this.name = name;
  }

  /** A thread that bears the name itself. */
  Thread only(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler(
        new Thread.UncaughtExceptionHandler() {
          @Override
          public void uncaughtException(Thread failed, Throwable e) {
            Log.errorOnce(failed.getName(), failed.getName() + " ended: " + e, e);
          }
        });
    return thread;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = only(work);
    thread.setName(name + "-" + made.incrementAndGet());
    return thread;
  }
}
