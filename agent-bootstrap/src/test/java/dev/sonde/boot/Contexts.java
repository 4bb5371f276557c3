package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicReference;

/** Contexts and operations for tests. */
final class Contexts {

  private Contexts() {}

  static Context context(long id) {
    return new Context(id, id, id, true, null, null);
  }

  static HttpServerOperation operation(Current thread) {
    Origin origin = thread.origin();
    origin.clear();
    origin.traceIdHigh = 1;
    origin.traceIdLow = 2;
    origin.spanId = 3;
    return new HttpServerOperation(origin, thread, "GET", "http", false);
  }

  /** A context whose work ended a while ago. */
  static Context ended(long nanosAgo) {
    Aging context = new Aging();
    context.end(nanosAgo);
    return context;
  }

  /** A context whose work runs until it is told otherwise. */
  static final class Aging extends Context {
    private volatile long ended;

    Aging() {
      super(1, 1, 1, true, null, null);
    }

    void end(long nanosAgo) {
      ended = System.nanoTime() - nanosAgo;
    }

    @Override
    long endedAtNanos() {
      return ended;
    }
  }

  /** What the work finds as its context in another thread, made by the factory. */
  static Context seenIn(ThreadMaker maker) throws Exception {
    AtomicReference<Context> seen = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        maker.make(
            () -> {
              try {
                seen.set(Current.context());
              } catch (Throwable t) {
                failure.set(t);
              }
            });
    thread.start();
    thread.join();
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    return seen.get();
  }

  interface ThreadMaker {
    Thread make(Runnable work) throws Exception;
  }

  /** A virtual thread where the JVM has them, else a platform thread. */
  static Thread virtual(Runnable work) throws Exception {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (Thread)
          Class.forName("java.lang.Thread$Builder")
              .getMethod("unstarted", Runnable.class)
              .invoke(builder, work);
    } catch (NoSuchMethodException e) {
      return new Thread(work);
    }
  }
}
