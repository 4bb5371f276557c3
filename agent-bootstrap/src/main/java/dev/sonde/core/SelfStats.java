package dev.sonde.core;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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

  /** Takes durations in nanoseconds. */
  public interface Durations {
    void record(long nanos);
  }

  /** Something of the agent that holds memory and can tell roughly how much. */
  public interface Holder {
    long estimatedBytes();
  }

  /** Takes a thread of the agent's own that is about to end; called by that thread. */
  public interface Ending {
    void ends(Thread thread);
  }

  /** The most classes whose weaving is remembered before somebody takes the durations. */
  private static final int MOST_EARLY = 1000;

  /**
   * Counted while the JVM loads a class, any class. A LongAdder that threads contend for loads
   * classes itself; when one of those is what is being loaded, the JVM fails it for good.
   */
  private final AtomicLong classesSeen = new AtomicLong();

  private final Map<String, LongAdder> classesWoven = new ConcurrentHashMap<>();
  private final Map<String, Map<Phase, LongAdder>> errors = new ConcurrentHashMap<>();
  private final Map<String, ModuleState> modules = new ConcurrentHashMap<>();
  private final LongAdder transformNanos = new LongAdder();
  private final Queue<Long> earlyTransforms = new ArrayBlockingQueue<>(MOST_EARLY);
  private volatile @Nullable Durations transforms;
  private final List<Thread> ownThreads = new CopyOnWriteArrayList<>();
  private volatile @Nullable Ending ending;
  private final List<Holder> holders = new CopyOnWriteArrayList<>();
  private volatile long premainNanos;

  public void classSeen() {
    classesSeen.incrementAndGet();
  }

  public long classesSeen() {
    return classesSeen.get();
  }

  public void classWoven(String module, long nanos) {
    adder(classesWoven, module).increment();
    transformNanos.add(nanos);
    Durations taker = transforms;
    if (taker == null) {
      earlyTransforms.offer(nanos);
    } else {
      taker.record(nanos);
    }
    modules.put(module, ModuleState.ACTIVE);
  }

  /** Classes woven, by module. */
  public Map<String, LongAdder> classesWoven() {
    return classesWoven;
  }

  public long transformNanos() {
    return transformNanos.sum();
  }

  /** Hands on each weaving's duration, those up to now first. */
  public void timeTransforms(Durations taker) {
    transforms = taker;
    Long early = earlyTransforms.poll();
    while (early != null) {
      taker.record(early);
      early = earlyTransforms.poll();
    }
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

  /** Notes a thread as the agent's own; to be called by who makes one. */
  public void ownThread(Thread thread) {
    ownThreads.add(thread);
  }

  /** The agent's own threads, each until {@link #ended}. */
  public List<Thread> ownThreads() {
    return ownThreads;
  }

  /** Tells {@code taker} of each thread of the agent's own that ends from now on. */
  public void onEnd(Ending taker) {
    ending = taker;
  }

  /** Forgets a thread, which calls this as the last thing it does. */
  public void ended(Thread thread) {
    try {
      Ending taker = ending;
      if (taker != null) {
        taker.ends(thread);
      }
    } finally {
      ownThreads.remove(thread);
    }
  }

  /** Notes a holder of memory: a cache, a queue. */
  public void holds(Holder holder) {
    holders.add(holder);
  }

  /** What the holders of memory hold together. */
  public long estimatedBytes() {
    long sum = 0;
    for (Holder holder : holders) {
      sum += holder.estimatedBytes();
    }
    return sum;
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
