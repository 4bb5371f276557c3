package dev.sonde.exporters.jvm;

import dev.sonde.core.SelfStats;
import dev.sonde.core.SelfStats.ModuleState;
import dev.sonde.core.SelfStats.Phase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.metrics.Registry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the agent knows of itself, as metrics. */
public final class SelfMetrics implements Observer {

  private static final double NANOS = 1e9;

  private final SelfStats stats;
  private final Registry registry;

  private SelfMetrics(Registry registry, SelfStats stats) {
    this.registry = registry;
    this.stats = stats;
  }

  /** Begins to show what the agent counts of itself. */
  public static void start(Registry registry, SelfStats stats) {
    final Histogram durations = registry.histogram(Catalogue.SONDE_SELF_TRANSFORM_DURATION);
    stats.timeTransforms(
        new SelfStats.Durations() {
          @Override
          public void record(long nanos) {
            durations.record(nanos);
          }
        });
    registry.add(new SelfMetrics(registry, stats));
    if (JvmMetrics.isPresent(JvmMetrics.MANAGEMENT)) {
      OwnThreads threads = new OwnThreads(stats);
      stats.onEnd(threads);
      registry.add(threads);
    }
  }

  @Override
  public void observe(Sink sink) {
    for (Map.Entry<String, LongAdder> woven : stats.classesWoven().entrySet()) {
      sink.value(
          Catalogue.SONDE_SELF_CLASSES_TRANSFORMED,
          (double) woven.getValue().sum(),
          woven.getKey());
    }
    for (Map.Entry<String, ModuleState> module : stats.modules().entrySet()) {
      for (ModuleState state : ModuleState.values()) {
        sink.value(
            Catalogue.SONDE_SELF_MODULES,
            module.getValue() == state ? 1 : 0,
            module.getKey(),
            state.name().toLowerCase(Locale.ROOT));
      }
    }
    for (Map.Entry<String, Map<Phase, LongAdder>> errors : stats.errors().entrySet()) {
      for (Map.Entry<Phase, LongAdder> phase : errors.getValue().entrySet()) {
        sink.value(
            Catalogue.SONDE_SELF_ERRORS,
            (double) phase.getValue().sum(),
            errors.getKey(),
            phase.getKey().name().toLowerCase(Locale.ROOT));
      }
    }
    if (stats.premainNanos() > 0) {
      sink.value(Catalogue.SONDE_SELF_STARTUP_DURATION, stats.premainNanos() / NANOS);
    }
    sink.value(
        Catalogue.SONDE_SELF_MEMORY_USAGE,
        (double) (registry.estimatedBytes() + stats.estimatedBytes()));
  }
}
