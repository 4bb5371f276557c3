package dev.sonde.exporters.trace;

import dev.sonde.core.Config;
import dev.sonde.core.Property;

/**
 * Decides which requests become traces.
 *
 * <p>The ratio looks at the low half of the trace id alone and decides as the OpenTelemetry SDK
 * does, so that processes with the same ratio keep the same traces.
 */
public final class Sampler {

  private static final String PARENT_BASED = "parentbased_";

  private final boolean parentBased;
  private final boolean always;
  private final long bound;

  private Sampler(boolean parentBased, boolean always, long bound) {
    this.parentBased = parentBased;
    this.always = always;
    this.bound = bound;
  }

  public static Sampler of(Config config) {
    return of(config.get(Property.SAMPLER), config.get(Property.SAMPLER_RATIO));
  }

  static Sampler of(String name, double ratio) {
    boolean parentBased = name.startsWith(PARENT_BASED);
    switch (parentBased ? name.substring(PARENT_BASED.length()) : name) {
      case "always_on":
        return new Sampler(parentBased, true, 0);
      case "always_off":
        return new Sampler(parentBased, false, Long.MIN_VALUE);
      default:
        return new Sampler(parentBased, false, bound(ratio));
    }
  }

  /** The same towards parents, with another ratio where it decides by itself. */
  Sampler withRatio(double ratio) {
    return new Sampler(parentBased, ratio >= 1, bound(ratio));
  }

  private static long bound(double ratio) {
    return ratio == 0 ? Long.MIN_VALUE : (long) (ratio * Long.MAX_VALUE);
  }

  /** The decision for a trace that begins here. */
  boolean root(long traceIdLow) {
    // The absolute value of the least long is itself, which only the least bound rejects.
    return always || Math.abs(traceIdLow) < bound;
  }

  /** The decision for a trace that came from another process. */
  boolean remote(boolean parentSampled, long traceIdLow) {
    return parentBased ? parentSampled : root(traceIdLow);
  }
}
