package dev.sonde.exporters.pool;

import dev.sonde.boot.Leak;
import dev.sonde.core.Log;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a pool's leaks, each place once. Where a connection was borrowed is not always known;
 * what its thread is at, where it still runs, is told instead.
 */
final class LeakLog {

  private static final int MOST_FRAMES = 8;

  /** Of all pools; what else the agent has to say must not drown in leaks. */
  private static final int MOST_PLACES = 200;

  private static final String[] OURS = {"dev.sonde.boot.", "dev.sonde.exporters."};

  /** What stands between a pool and who uses it, and below him. */
  private static final String[] PASSED_OVER = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "dev.sonde.boot.",
    "dev.sonde.exporters.",
    "com.zaxxer.hikari.",
    "com.mchange.",
    "com.alibaba.druid.",
    "io.agroal.",
    "oracle.ucp.",
    "org.vibur.",
    "redis.clients.",
    "io.lettuce.",
    "org.apache.commons.dbcp2.",
    "org.apache.commons.pool2.",
    "org.apache.tomcat.",
    "org.apache.catalina.",
    "org.apache.coyote.",
    "org.eclipse.jetty.",
    "io.undertow.",
    "jakarta.",
    "org.springframework.",
    "org.hibernate.",
    "org.apache.ibatis.",
    "org.mybatis.",
    "org.jooq.",
    "org.jdbi.",
    "io.quarkus.",
    "com.arjuna."
  };

  private final String pool;
  private final Set<String> told;
  private volatile boolean hasToldPlace;

  /**
   * @param told what the logs of all pools have told, those before a pool was restarted, too
   */
  LeakLog(String pool, Set<String> told) {
    this.pool = pool;
    this.told = told;
  }

  void tell(Leak leak) {
    Throwable place = leak.place;
    if (place != null) {
      hasToldPlace = true;
      String frames = frames(place.getStackTrace());
      if (isNew(frames)) {
        Log.warn(sentence(leak) + " It was borrowed at " + frames);
      }
    } else if (!hasToldPlace && isNew("")) {
      Log.warn(
          sentence(leak)
              + (leak.isBack ? "" : whereabouts(leak.threadId))
              + " Where it was borrowed was not kept; it will be for most of those that follow.");
    }
  }

  private boolean isNew(String frames) {
    return told.size() < MOST_PLACES && told.add(pool + ' ' + frames);
  }

  private String sentence(Leak leak) {
    return "A connection of the pool "
        + pool
        + (leak.isBack ? " was held for " : " has been held for ")
        + TimeUnit.NANOSECONDS.toSeconds(leak.heldNanos)
        + " s by the thread "
        + leak.threadName
        + '.';
  }

  private static String whereabouts(long threadId) {
    try {
      Thread borrower = find(threadId);
      if (borrower == null) {
        return " That thread has ended.";
      }
      String frames = frames(borrower.getStackTrace());
      return frames.isEmpty() ? "" : " That thread is now at " + frames;
    } catch (SecurityException e) {
      return ""; // A thread of the application has come here, and may not look at others.
    }
  }

  /** Threads that are virtual are not found; nor is one that has ended. */
  private static @Nullable Thread find(long id) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root != null && root.getParent() != null) {
      root = root.getParent();
    }
    if (root == null) {
      return null;
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 8];
    int count = root.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getId() == id) {
        return threads[i];
      }
    }
    return null;
  }

  /** The application's own frames, the innermost first; all where none seems to be its own. */
  static String frames(StackTraceElement[] stack) {
    String own = frames(stack, PASSED_OVER);
    return own.isEmpty() ? frames(stack, OURS) : own;
  }

  private static String frames(StackTraceElement[] stack, String[] passedOver) {
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (StackTraceElement frame : stack) {
      if (told < MOST_FRAMES && !startsWithOneOf(frame.getClassName(), passedOver)) {
        text.append(told == 0 ? "" : " < ")
            .append(frame.getClassName())
            .append('.')
            .append(frame.getMethodName())
            .append('(')
            .append(frame.getFileName())
            .append(':')
            .append(frame.getLineNumber())
            .append(')');
        told++;
      }
    }
    return text.append(told == 0 ? "" : ".").toString();
  }

  private static boolean startsWithOneOf(String className, String[] starts) {
    for (String start : starts) {
      if (className.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
