package dev.sonde.exporters.http;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.trace.Sampler;
import dev.sonde.exporters.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the configuration says about requests by their path. */
final class PathRules {

  private final List<PathPattern> excluded;
  private final List<PathPattern> sampled;
  private final List<Sampler> samplers = new ArrayList<>();

  private PathRules(List<PathPattern> excluded, List<PathPattern> sampled) {
    this.excluded = excluded;
    this.sampled = sampled;
  }

  static PathRules of(Config config, Tracing tracing) {
    Map<String, Double> ratios = config.get(Property.SAMPLING_ROUTES);
    PathRules rules =
        new PathRules(
            PathPattern.all(config.get(Property.HTTP_SERVER_EXCLUDE)),
            PathPattern.all(ratios.keySet()));
    for (Double ratio : ratios.values()) {
      rules.samplers.add(tracing.sampler(ratio));
    }
    return rules;
  }

  boolean isEmpty() {
    return excluded.isEmpty() && sampled.isEmpty();
  }

  /** Whether the request is neither measured nor traced. */
  boolean excludes(@Nullable String path) {
    return path != null && match(excluded, path) >= 0;
  }

  /** The sampler of the first rule that matches, or null where none does. */
  @Nullable Sampler sampler(@Nullable String path) {
    int rule = path == null ? -1 : match(sampled, path);
    return rule < 0 ? null : samplers.get(rule);
  }

  private static int match(List<PathPattern> patterns, String path) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(path)) {
        return i;
      }
    }
    return -1;
  }
}
