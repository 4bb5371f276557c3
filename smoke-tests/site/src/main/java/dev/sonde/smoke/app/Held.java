package dev.sonde.smoke.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What responses wait for until another request lets them go, each by its name. */
final class Held {

  private static final Map<String, CompletableFuture<Void>> GATES = new ConcurrentHashMap<>();

  private Held() {}

  static void await(String name) {
    try {
      gate(name).get(AsyncAnswers.LONG_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("nobody let " + name + " go", e);
    }
  }

  /** Runs something as soon as it is let go, without a thread that waits. */
  static void then(String name, Executor executor, Runnable task) {
    gate(name).thenRunAsync(task, executor);
  }

  static void letGo(String name) {
    gate(name).complete(null);
  }

  private static CompletableFuture<Void> gate(String name) {
    return GATES.computeIfAbsent(name, any -> new CompletableFuture<>());
  }
}
