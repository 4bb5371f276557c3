package dev.sonde.exporters.metrics;

import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All series of the process.
 *
 * <p>Handles are made once and kept by whoever measures. Each metric holds a bounded number of
 * series; a label set past the bound gets the handle of the metric's one overflow series, so that
 * it is counted and nothing grows.
 *
 * <pre>{@code
 * Histogram duration = registry.histogram(Catalogue.HTTP_SERVER_DURATION, "GET", "http", ...);
 * duration.record(nanos);
 * }</pre>
 */
public final class Registry {

  /** A map entry, labels with their texts, a handle and its sum. */
  private static final long SERIES_BYTES = 300;

  /** A LongAdder, two references, now and then an exemplar. */
  private static final long BUCKET_BYTES = 50;

  private final int seriesLimit;
  private final SelfStats stats;
  private final Map<Metric, Family> families = new ConcurrentHashMap<>();
  private final Map<Metric, LongAdder> overflows = new ConcurrentHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>();

  public Registry(int seriesLimit, SelfStats stats) {
    this.seriesLimit = seriesLimit;
    this.stats = stats;
  }

  /** The series of a counter or an up-down counter with these label values. */
  public Counter counter(Metric metric, @Nullable String... labelValues) {
    return (Counter) family(metric).series(Labels.of(labelValues));
  }

  /** The series of a histogram with these label values. */
  public Histogram histogram(Metric metric, @Nullable String... labelValues) {
    return (Histogram) family(metric).series(Labels.of(labelValues));
  }

  /** The series of a histogram that everything past the metric's bound folds into. */
  public Histogram overflowHistogram(Metric metric) {
    return (Histogram) family(metric).overflow();
  }

  /** Adds an observer, asked at each {@link #visit}. */
  public void add(Observer observer) {
    observers.add(observer);
  }

  /** True when the metric's bound is reached, so that a new label set would overflow. */
  public boolean isFull(Metric metric) {
    Family family = families.get(metric);
    return family != null && family.size >= seriesLimit;
  }

  /** Counts a measurement that was folded into a metric's overflow series. */
  public void overflowed(Metric metric) {
    LongAdder adder = overflows.get(metric);
    if (adder == null) {
      LongAdder fresh = new LongAdder();
      LongAdder raced = overflows.putIfAbsent(metric, fresh);
      adder = raced == null ? fresh : raced;
    }
    adder.increment();
  }

  /** Measurements that were folded into overflow series, by metric. */
  public Map<Metric, LongAdder> overflows() {
    return overflows;
  }

  /** How many series are held. */
  public int size() {
    int size = 0;
    for (Family family : families.values()) {
      size += family.series.size();
    }
    return size;
  }

  /** Roughly the heap that the series take: the objects of each handle and their usual texts. */
  public long estimatedBytes() {
    long sum = 0;
    for (Family family : families.values()) {
      long buckets = family.bounds.length == 0 ? 0 : family.bounds.length + 1;
      sum += family.series.size() * (SERIES_BYTES + buckets * BUCKET_BYTES);
    }
    return sum;
  }

  /** Reads every series: metrics by name, all series of a metric together. */
  public void visit(MetricVisitor visitor) {
    Observed observed = observe();
    Map<String, Metric> byName = new TreeMap<>();
    for (Metric metric : families.keySet()) {
      byName.put(metric.prometheusName(), metric);
    }
    for (Metric metric : observed.values.keySet()) {
      byName.put(metric.prometheusName(), metric);
    }
    for (Metric metric : byName.values()) {
      if (visitor.metric(metric)) {
        Family family = families.get(metric);
        if (family != null) {
          family.visit(visitor);
        }
        observed.visit(metric, visitor);
      }
    }
  }

  private Observed observe() {
    Observed observed = new Observed();
    for (Observer observer : observers) {
      try {
        observer.observe(observed);
      } catch (RuntimeException | LinkageError e) {
        stats.error("metrics", SelfStats.Phase.SCRAPE);
        Log.errorOnce(observer.getClass().getName(), "Metrics can't be read: " + e, e);
      }
    }
    return observed;
  }

  private Family family(Metric metric) {
    Family family = families.get(metric);
    if (family == null) {
      Family fresh = new Family(metric);
      Family raced = families.putIfAbsent(metric, fresh);
      family = raced == null ? fresh : raced;
    }
    return family;
  }

  /** The series of one metric. */
  private final class Family {
    private final Metric metric;
    private final long[] bounds;
    private final double scale;
    private final Map<Labels, Object> series = new ConcurrentHashMap<>();
    private volatile int size;

    Family(Metric metric) {
      this.metric = metric;
      this.scale = metric.unit().equals("s") ? 1e9 : 1;
      double[] buckets = metric.buckets();
      this.bounds = new long[buckets.length];
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = Math.round(buckets[i] * scale);
      }
    }

    /**
     * The one handle of these labels. New ones are made under the lock, so that threads that race
     * for the last free place agree; past the bound no lock is taken.
     */
    Object series(Labels labels) {
      Object handle = series.get(labels);
      if (handle != null) {
        return handle;
      }
      if (size < seriesLimit) {
        synchronized (this) {
          handle = series.get(labels);
          if (handle == null && size < seriesLimit) {
            handle = handle(labels);
            series.put(labels, handle);
            size++;
          }
        }
      } else {
        handle = series.get(labels);
      }
      return handle != null ? handle : overflow();
    }

    private Object overflow() {
      Object handle = series.get(Labels.overflow());
      if (handle != null) {
        return handle;
      }
      Object fresh = handle(Labels.overflow());
      Object raced = series.putIfAbsent(Labels.overflow(), fresh);
      return raced == null ? fresh : raced;
    }

    void visit(MetricVisitor visitor) {
      for (Map.Entry<Labels, Object> entry : series.entrySet()) {
        Object handle = entry.getValue();
        if (handle instanceof Histogram) {
          visitor.histogram(metric, entry.getKey(), (Histogram) handle);
        } else {
          visitor.value(metric, entry.getKey(), (double) ((Counter) handle).sum());
        }
      }
    }

    private Object handle(Labels labels) {
      return metric.type() == Metric.Type.HISTOGRAM
          ? new Histogram(labels, bounds, scale)
          : new Counter(labels);
    }
  }

  /** The values that observers told, gathered by metric. */
  private static final class Observed implements Observer.Sink {
    private final Map<Metric, List<Object[]>> values = new HashMap<>();

    @Override
    public void value(Metric metric, double value, @Nullable String... labelValues) {
      List<Object[]> series = values.get(metric);
      if (series == null) {
        series = new ArrayList<>();
        values.put(metric, series);
      }
      series.add(new Object[] {Labels.of(labelValues), value});
    }

    void visit(Metric metric, MetricVisitor visitor) {
      List<Object[]> told = values.get(metric);
      if (told != null) {
        for (Object[] series : told) {
          visitor.value(metric, (Labels) series[0], (Double) series[1]);
        }
      }
    }
  }
}
