package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** Where advice reports its own failures, so that none of them reaches the application. */
public final class SelfProbe {

  /** Takes a failure of the agent's own. */
  public interface Listener {
    void adviceFailed(String module, Throwable failure);
  }

  private static volatile @Nullable Listener listener;

  private SelfProbe() {}

  public static void install(@Nullable Listener newListener) {
    listener = newListener;
  }

  /** Called by the woven exception handler of each advice. */
  public static void adviceFailed(Throwable failure, String module) {
    Listener current = listener;
    if (current == null) {
      return;
    }
    try {
      current.adviceFailed(module, failure);
    } catch (Throwable ignored) {
      // The application must not pay for a failure to report a failure.
    }
  }
}
