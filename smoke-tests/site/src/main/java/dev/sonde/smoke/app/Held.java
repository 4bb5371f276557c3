package dev.sonde.smoke.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What responses wait for until another request lets them go, each by its name. */
final class Held {

  private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

  private Held() {}

  static void await(String name) {
    try {
      if (!gate(name).await(AsyncAnswers.LONG_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody let " + name + " go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void letGo(String name) {
    gate(name).countDown();
  }

  private static CountDownLatch gate(String name) {
    return GATES.computeIfAbsent(name, any -> new CountDownLatch(1));
  }
}
