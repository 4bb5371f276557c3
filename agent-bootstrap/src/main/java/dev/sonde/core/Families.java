package dev.sonde.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent makes ready for a family of libraries, which it does when the first class of one
 * of them is about to be woven: what an application has not got costs it nothing.
 *
 * <pre>{@code
 * families.add(new Redis(), "redis");   // when the agent starts
 * families.begin("redis");              // before woven code of that family can run
 * families.end();                       // on detach
 * }</pre>
 */
public final class Families {

  /** What is made ready. */
  public abstract static class Readiness {
    private boolean begun;
    private boolean over;

    /** Makes it ready: it is when this returns, on whichever thread of the application. */
    protected abstract void begin();

    /** Undoes it. */
    protected abstract void end();

    /** A thread that comes while another one begins has to wait for it, or it would miss calls. */
    private synchronized void beginOnce() {
      if (!begun && !over) {
        begin();
        begun = true;
      }
    }

    private synchronized void endOnce() {
      over = true;
      if (begun) {
        begun = false;
        end();
      }
    }
  }

  private final Map<String, List<Readiness>> byFamily = new HashMap<>();
  private final List<Readiness> all = new ArrayList<>();

  public Families() {}

  /** Adds what the families need, before the first of them begins. */
  public void add(Readiness readiness, String... families) {
    all.add(readiness);
    for (String family : families) {
      List<Readiness> needed = byFamily.get(family);
      if (needed == null) {
        needed = new ArrayList<>();
        byFamily.put(family, needed);
      }
      needed.add(readiness);
    }
  }

  /** Makes ready what a family needs and has not got yet. */
  public void begin(String family) {
    List<Readiness> needed = byFamily.get(family);
    if (needed != null) {
      for (Readiness each : needed) {
        each.beginOnce();
      }
    }
  }

  /** Undoes what was begun, the last one first. Nothing begins any more. */
  public void end() {
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).endOnce();
    }
  }
}
