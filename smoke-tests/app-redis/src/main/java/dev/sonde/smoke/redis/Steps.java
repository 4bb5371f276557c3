package dev.sonde.smoke.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** What an application does with a client, step by step, so that each can be asked for alone. */
public abstract class Steps {

  protected static final String KEY = "hunter2-key";
  protected static final String VALUE = "hunter2-value";
  protected static final String NONE = "hunter2-none";

  /** Reserved, and nobody listens there. */
  protected static final int NOBODYS_PORT = 1;

  private final Map<String, Callable<?>> steps = new LinkedHashMap<>();

  protected final void step(String name, Callable<?> step) {
    steps.put(name, step);
  }

  /** The names, one in a line. */
  public final String names() {
    return String.join("\n", steps.keySet());
  }

  /** Returns what the application sees. */
  public final String run(String name) {
    try {
      return String.valueOf(steps.get(name).call());
    } catch (ExecutionException e) {
      return e.getCause().getClass().getName();
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }
}
