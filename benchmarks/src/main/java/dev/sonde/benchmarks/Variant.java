package dev.sonde.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is compared: no agent, or an agent with a share of its traces sampled. */
record Variant(@Nullable Agent agent, Sampling sampling) {

  static final Variant NO_AGENT = new Variant(null, Sampling.NONE);

  /** All of them, in the order of the tables. */
  static List<Variant> all() {
    List<Variant> all = new ArrayList<>();
    all.add(NO_AGENT);
    for (Agent agent : Agent.values()) {
      for (Sampling sampling : Sampling.values()) {
        // It is there to show that fewer families are not what makes the difference.
        if (agent != Agent.OPENTELEMETRY_CUT || sampling == Sampling.ALL) {
          all.add(new Variant(agent, sampling));
        }
      }
    }
    return all;
  }

  /** Those whose name matches. */
  static List<Variant> matching(String pattern) {
    return all().stream().filter(variant -> variant.name().matches(pattern)).toList();
  }

  /** The one with this name. */
  static Variant named(String name) {
    return all().stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  String name() {
    return agent == null ? "none" : agent.label() + ", " + sampling.label();
  }

  /** Sonde with as many traces sampled. */
  Variant ours() {
    return new Variant(Agent.SONDE, sampling);
  }

  List<String> options(Path root, Sink sink, int metricsPort) {
    return agent == null ? List.of() : agent.options(root, sampling, sink, metricsPort);
  }
}
