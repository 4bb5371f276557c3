package dev.sonde.exporters.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The handles of a metric whose label values are known only when something is measured. Finding one
 * takes no lock and allocates nothing.
 *
 * <p>There is one table a metric, or one for each value of its first label, and nobody else makes
 * series of that. It grows with the metric's series and, like them, no further than the registry's
 * limit: a label set past it gets the overflow series each time anew.
 *
 * <pre>{@code
 * SeriesTable<Histogram> durations = SeriesTable.histograms(registry, Catalogue.…);
 * durations.find("GET", "http", route, "200", null, "1.1").record(nanos);
 * }</pre>
 *
 * <p>Series lie in an open-addressed array: at the slot of their hash or, where that is taken, in
 * the next free one. Readers may see an older array or an empty slot and then ask again under the
 * lock.
 */
public abstract class SeriesTable<H> {

  private static final int FIRST_SLOTS = 64;

  private final Registry registry;
  private final Metric metric;
  private final int labels;
  private volatile @Nullable Series<H>[] slots = newSlots(FIRST_SLOTS);
  private int size;

  /** Set when the limit is reached, never unset. */
  private volatile @Nullable H overflow;

  protected SeriesTable(Registry registry, Metric metric) {
    this.registry = registry;
    this.metric = metric;
    this.labels = metric.labels().size();
  }

  public static SeriesTable<Histogram> histograms(Registry registry, Metric metric) {
    return new SeriesTable<Histogram>(registry, metric) {
      @Override
      protected Histogram make(@Nullable String[] labelValues) {
        return registry.histogram(metric, labelValues);
      }
    };
  }

  public static SeriesTable<Counter> counters(Registry registry, Metric metric) {
    return new SeriesTable<Counter>(registry, metric) {
      @Override
      protected Counter make(@Nullable String[] labelValues) {
        return registry.counter(metric, labelValues);
      }
    };
  }

  /** Makes the handle of a label set, or of the overflow when the metric is full. */
  protected abstract H make(@Nullable String[] labelValues);

  /** The series with these label values, in the order of the metric's labels. */
  public final H find(@Nullable String a, @Nullable String b, @Nullable String c) {
    return find(a, b, c, null, null, null);
  }

  /**
   * The series with these label values, in the order of the metric's labels; null for an absent one
   * and for those that the metric does not have.
   */
  public final H find(
      @Nullable String a,
      @Nullable String b,
      @Nullable String c,
      @Nullable String d,
      @Nullable String e,
      @Nullable String f) {
    return find(a, b, c, d, e, f, null, null, null);
  }

  /** The same for up to nine labels. */
  public final H find(
      @Nullable String a,
      @Nullable String b,
      @Nullable String c,
      @Nullable String d,
      @Nullable String e,
      @Nullable String f,
      @Nullable String g,
      @Nullable String h,
      @Nullable String i) {
    int hash = hash(a, b, c, d, e, f, g, h, i);
    // Read before the slots: all series were there before the overflow was.
    H full = overflow;
    @Nullable Series<H>[] table = slots;
    int mask = table.length - 1;
    int slot = hash & mask;
    Series<H> series = table[slot];
    while (series != null) {
      if (series.hash == hash && series.is(a, b, c, d, e, f, g, h, i)) {
        return series.handle;
      }
      slot = (slot + 1) & mask;
      series = table[slot];
    }
    if (full != null) {
      registry.overflowed(metric);
      return full;
    }
    return add(hash, new @Nullable String[] {a, b, c, d, e, f, g, h, i});
  }

  private synchronized H add(int hash, @Nullable String[] values) {
    Series<H> series = slots[slot(slots, hash, values)];
    if (series != null) {
      return series.handle;
    }
    if (registry.isFull(metric)) {
      H folded = make(cut(values));
      overflow = folded;
      registry.overflowed(metric);
      return folded;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    Series<H> fresh = new Series<>(hash, values, make(cut(values)));
    slots[slot(slots, hash, values)] = fresh;
    size++;
    return fresh.handle;
  }

  private @Nullable String[] cut(@Nullable String[] values) {
    @Nullable String[] cut = new @Nullable String[labels];
    System.arraycopy(values, 0, cut, 0, Math.min(labels, values.length));
    return cut;
  }

  private void grow() {
    @Nullable Series<H>[] larger = newSlots(2 * slots.length);
    for (Series<H> series : slots) {
      if (series != null) {
        larger[slot(larger, series.hash, series.values)] = series;
      }
    }
    slots = larger;
  }

  /** The slot of the series with these values, or the free one where it belongs. */
  private static <H> int slot(@Nullable Series<H>[] table, int hash, @Nullable String[] values) {
    int mask = table.length - 1;
    int slot = hash & mask;
    for (Series<H> series = table[slot]; series != null; series = table[slot]) {
      if (series.hash == hash && java.util.Arrays.equals(series.values, values)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can't be made otherwise
  private static <H> @Nullable Series<H>[] newSlots(int length) {
    return new @Nullable Series[length];
  }

  private static int hash(
      @Nullable String a,
      @Nullable String b,
      @Nullable String c,
      @Nullable String d,
      @Nullable String e,
      @Nullable String f,
      @Nullable String g,
      @Nullable String h,
      @Nullable String i) {
    int hash = of(a);
    hash = 31 * hash + of(b);
    hash = 31 * hash + of(c);
    hash = 31 * hash + of(d);
    hash = 31 * hash + of(e);
    hash = 31 * hash + of(f);
    hash = 31 * hash + of(g);
    hash = 31 * hash + of(h);
    hash = 31 * hash + of(i);
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  private static int of(@Nullable String value) {
    return value == null ? 0 : value.hashCode();
  }

  /** A handle and the label values it belongs to; safe to hand over by a plain write. */
  private static final class Series<H> {
    private final int hash;
    private final @Nullable String[] values;
    private final H handle;

    Series(int hash, @Nullable String[] values, H handle) {
      this.hash = hash;
      this.values = values;
      this.handle = handle;
    }

    boolean is(
        @Nullable String a,
        @Nullable String b,
        @Nullable String c,
        @Nullable String d,
        @Nullable String e,
        @Nullable String f,
        @Nullable String g,
        @Nullable String h,
        @Nullable String i) {
      return same(values[0], a)
          && same(values[1], b)
          && same(values[2], c)
          && same(values[3], d)
          && same(values[4], e)
          && same(values[5], f)
          && same(values[6], g)
          && same(values[7], h)
          && same(values[8], i);
    }

    @SuppressWarnings("ReferenceEquality") // most values are the very same object
    private static boolean same(@Nullable String kept, @Nullable String asked) {
      return kept == asked || (kept != null && kept.equals(asked));
    }
  }
}
