package dev.sonde.exporters.rpc;

import dev.sonde.boot.RpcMethod;
import dev.sonde.boot.RpcRecorder;
import dev.sonde.exporters.http.PathPattern;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Sampler;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one side. Their number is bounded, since an application can make methods without
 * end; those past the bound are all one.
 */
final class RpcMethods {

  private static final int MOST = 1000;

  private final RpcRecorder recorder;
  private final Registry registry;
  private final RpcSide side;
  private final List<PathPattern> excluded;
  private final List<PathPattern> sampled;
  private final List<Sampler> samplers;
  private final ConcurrentHashMap<String, MeasuredMethod> known = new ConcurrentHashMap<>();
  private final MeasuredMethod other;

  RpcMethods(
      RpcRecorder recorder,
      Registry registry,
      RpcSide side,
      List<PathPattern> excluded,
      List<PathPattern> sampled,
      List<Sampler> samplers) {
    this.recorder = recorder;
    this.registry = registry;
    this.side = side;
    this.excluded = excluded;
    this.sampled = sampled;
    this.samplers = samplers;
    this.other = new MeasuredMethod(recorder, registry, side, RpcMethod.OTHER, false, null);
  }

  /** What stands for methods that are not known. */
  MeasuredMethod other() {
    return other;
  }

  /** A method that was {@link #known} before, or null. */
  @Nullable MeasuredMethod find(String name) {
    return known.get(name);
  }

  /** A method that there is. */
  MeasuredMethod known(String name) {
    MeasuredMethod method = known.get(name);
    return method == null ? add(name) : method;
  }

  private synchronized MeasuredMethod add(String name) {
    MeasuredMethod method = known.get(name);
    if (method == null) {
      if (known.size() >= MOST) {
        return other;
      }
      method = new MeasuredMethod(recorder, registry, side, name, excludes(name), sampler(name));
      known.put(name, method);
    }
    return method;
  }

  /** Whether a method, of which nobody knows whether there is one, is left alone. */
  boolean excludes(String name) {
    return match(excluded, name) >= 0;
  }

  @Nullable Sampler sampler(String name) {
    int rule = match(sampled, name);
    return rule < 0 ? null : samplers.get(rule);
  }

  private static int match(List<PathPattern> patterns, String name) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(name)) {
        return i;
      }
    }
    return -1;
  }
}
