package dev.sonde.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the agent knows of itself: counted by every part, shown by the exporters. One place, so that
 * a part that counts needs to know no exporter.
 */
public final class SelfStats {

  /** Where in the agent an error was caught; the values of {@code sonde.error.phase}. */
  public enum Phase {
    TRANSFORM,
    ADVICE,
    EXPORT,
    SCRAPE
  }

  /** What became of an instrumentation; the values of {@code sonde.module.state}. */
  public enum ModuleState {
    IDLE,
    ACTIVE,
    DISABLED,
    FAILED
  }

  private final LongAdder classesSeen = new LongAdder();
  private final Map<String, LongAdder> classesWoven = new ConcurrentHashMap<>();
  private final Map<String, Map<Phase, LongAdder>> errors = new ConcurrentHashMap<>();
  private final Map<String, ModuleState> modules = new ConcurrentHashMap<>();
  private final LongAdder transformNanos = new LongAdder();
  private volatile long premainNanos;

  public void classSeen() {
    classesSeen.increment();
  }

  public long classesSeen() {
    return classesSeen.sum();
  }

  public void classWoven(String module, long nanos) {
    adder(classesWoven, module).increment();
    transformNanos.add(nanos);
    modules.put(module, ModuleState.ACTIVE);
  }

  /** Classes woven, by module. */
  public Map<String, LongAdder> classesWoven() {
    return classesWoven;
  }

  public long transformNanos() {
    return transformNanos.sum();
  }

  public void error(String module, Phase phase) {
    Map<Phase, LongAdder> byPhase = errors.get(module);
    if (byPhase == null) {
      Map<Phase, LongAdder> fresh = new ConcurrentHashMap<>();
      Map<Phase, LongAdder> raced = errors.putIfAbsent(module, fresh);
      byPhase = raced == null ? fresh : raced;
    }
    adder(byPhase, phase).increment();
  }

  /** Errors of the agent's own, by module and phase. */
  public Map<String, Map<Phase, LongAdder>> errors() {
    return errors;
  }

  public void module(String module, ModuleState state) {
    modules.put(module, state);
  }

  /** The state of each instrumentation. */
  public Map<String, ModuleState> modules() {
    return modules;
  }

  public void premainTook(long nanos) {
    premainNanos = nanos;
  }

  public long premainNanos() {
    return premainNanos;
  }

  private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      LongAdder fresh = new LongAdder();
      LongAdder raced = adders.putIfAbsent(key, fresh);
      adder = raced == null ? fresh : raced;
    }
    return adder;
  }
}
