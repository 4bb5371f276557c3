package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.SelfStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final int THREADS = 8;

  private final SelfStats stats = new SelfStats();

  @Test
  void aHundredThousandLabelSetsStayWithinTheBoundAndAreAllCounted() {
    Registry registry = new Registry(2000, stats);
    Metric metric = Catalogue.HTTP_SERVER_REQUEST_DURATION;
    for (int i = 0; i < 100_000; i++) {
      Histogram handle =
          registry.histogram(metric, "GET", "http", "/path/" + i, "200", null, "1.1");
      handle.record(1_000_000);
      if (handle.labels().isOverflow()) {
        registry.overflowed(metric);
      }
    }

    Snapshot snapshot = Snapshot.of(registry);
    assertThat(registry.size()).isEqualTo(2001);
    assertThat(registry.isFull(metric)).isTrue();
    assertThat(snapshot.series.get(metric)).hasSize(2001);
    assertThat(snapshot.series.get(metric).get(Labels.overflow())).isEqualTo(98_000);
    assertThat(registry.overflows().get(metric).sum()).isEqualTo(98_000);
    assertThat(snapshot.series.get(metric).values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(100_000);
  }

  @Test
  void theSameLabelsAlwaysGiveTheSameHandle() {
    Registry registry = new Registry(10, stats);

    assertThat(registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http"))
        .isSameAs(registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http"))
        .isNotSameAs(registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", null));
  }

  @Test
  void concurrentIncrementsAreExact() throws Exception {
    Registry registry = new Registry(100, stats);
    race(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            registry.counter(Catalogue.SONDE_SELF_ERRORS, "m" + i % 10, "export").add(1);
            registry
                .histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION)
                .record(i % 2 == 0 ? 500_000 : 5_000_000_000L);
          }
          return null;
        });

    Snapshot snapshot = Snapshot.of(registry);
    assertThat(snapshot.series.get(Catalogue.SONDE_SELF_ERRORS).values())
        .hasSize(10)
        .allMatch(sum -> sum == THREADS * 2_000);
    Histogram histogram = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION);
    long[] counts = histogram.counts();
    assertThat(counts[0]).isEqualTo(THREADS * 10_000);
    assertThat(counts[counts.length - 1]).isEqualTo(THREADS * 10_000);
    assertThat(histogram.sum()).isEqualTo(THREADS * 10_000 * 5.0005);
  }

  @Test
  void threadsThatRaceForTheLastPlacesAgreeOnEachHandle() throws Exception {
    for (int round = 0; round < 200; round++) {
      Registry registry = new Registry(3, stats);
      List<Counter> handles =
          race(() -> registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "only"));
      Set<Counter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
      distinct.addAll(handles);
      assertThat(distinct).hasSize(1);

      race(
          () -> {
            for (int i = 0; i < 6; i++) {
              registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "r" + i).add(1);
            }
            return null;
          });
      Map<Labels, Double> series =
          Snapshot.of(registry).series.get(Catalogue.SONDE_SELF_SPANS_DROPPED);
      assertThat(series).hasSize(4).containsKey(Labels.overflow());
      assertThat(series.values().stream().mapToDouble(Double::doubleValue).sum())
          .isEqualTo(THREADS * 6);
    }
  }

  @Test
  void metricsComeByNameAndEachOfThemOnce() {
    Registry registry = new Registry(10, stats);
    registry.counter(Catalogue.SONDE_SELF_SPANS_DROPPED, "limit").add(1);
    registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http").add(1);
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_COUNT, 2);
          sink.value(Catalogue.SONDE_SELF_SPANS_DROPPED, 3, "shutdown");
        });

    Snapshot snapshot = Snapshot.of(registry);
    assertThat(snapshot.series.keySet())
        .containsExactly(
            Catalogue.HTTP_SERVER_ACTIVE_REQUESTS,
            Catalogue.JVM_CPU_COUNT,
            Catalogue.SONDE_SELF_SPANS_DROPPED);
    assertThat(snapshot.series.get(Catalogue.SONDE_SELF_SPANS_DROPPED))
        .containsEntry(Labels.of("limit"), 1.0)
        .containsEntry(Labels.of("shutdown"), 3.0);
  }

  @Test
  void anObserverThatFailsIsCountedAndLosesOnlyWhatItHasNotTold() {
    Registry registry = new Registry(10, stats);
    registry.add(
        sink -> {
          sink.value(Catalogue.JVM_CPU_COUNT, 2);
          throw new IllegalStateException("an observer's failure");
        });
    registry.add(sink -> sink.value(Catalogue.JVM_CLASS_COUNT, 7));

    assertThat(Snapshot.of(registry).series)
        .containsOnlyKeys(Catalogue.JVM_CPU_COUNT, Catalogue.JVM_CLASS_COUNT);
    assertThat(stats.errors().get("metrics").get(SelfStats.Phase.SCRAPE).sum()).isEqualTo(1);
  }

  private static <T> List<T> race(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What a visit tells; of a histogram its count. */
  private static final class Snapshot implements MetricVisitor {
    final Map<Metric, Map<Labels, Double>> series = new LinkedHashMap<>();

    static Snapshot of(Registry registry) {
      Snapshot snapshot = new Snapshot();
      registry.visit(snapshot);
      return snapshot;
    }

    @Override
    public boolean metric(Metric metric) {
      assertThat(series.put(metric, new LinkedHashMap<>())).isNull();
      return true;
    }

    @Override
    public void value(Metric metric, Labels labels, double value) {
      assertThat(series.get(metric).put(labels, value)).isNull();
    }

    @Override
    public void histogram(Metric metric, Labels labels, Histogram histogram) {
      double count = 0;
      for (long bucket : histogram.counts()) {
        count += bucket;
      }
      value(metric, labels, count);
    }
  }
}
