package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.SelfStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTableTest {

  private static final Metric METRIC = Catalogue.HTTP_SERVER_REQUEST_DURATION;

  private final Registry registry = new Registry(2000, new SelfStats());
  private final SeriesTable<Histogram> table = SeriesTable.histograms(registry, METRIC);

  @Test
  void theSameLabelsFindTheSameSeries() {
    Histogram found = table.find("GET", "http", "/a", "200", null, "1.1");
    assertThat(table.find("GET", "http", new String("/a"), "200", null, "1.1")).isSameAs(found);
    assertThat(registry.histogram(METRIC, "GET", "http", "/a", "200", null, "1.1")).isSameAs(found);
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void eachLabelCounts() {
    String[] values = {"a", "b", "c", "d", "e", "f"};
    List<Histogram> found = new ArrayList<>();
    found.add(table.find("a", "b", "c", "d", "e", "f"));
    for (int i = 0; i < values.length; i++) {
      for (String other : new String[] {null, "", "other"}) {
        String[] v = values.clone();
        v[i] = other;
        found.add(table.find(v[0], v[1], v[2], v[3], v[4], v[5]));
      }
    }
    assertThat(found).doesNotHaveDuplicates();
  }

  @Test
  void labelsOfEqualHashAreToldApart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(table.find("Aa", null, null)).isNotSameAs(table.find("BB", null, null));
    assertThat(table.find("Aa", null, null)).isSameAs(table.find("Aa", null, null));
  }

  @Test
  void aMetricWithFewerLabelsTakesOnlyItsOwn() {
    SeriesTable<Counter> counters =
        SeriesTable.counters(registry, Catalogue.HTTP_SERVER_ACTIVE_REQUESTS);
    Counter found = counters.find("GET", "http", null);
    assertThat(registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", "http"))
        .isSameAs(found);
  }

  @Test
  void aHundredThousandRoutesStayBounded() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        table.find("GET", "http", "/" + i, "200", null, "1.1").record(1);
      }
    }
    assertThat(registry.size()).isEqualTo(2001);
    assertThat(registry.overflows().get(METRIC).sum()).isEqualTo(2 * 98_000);
    Histogram kept = registry.histogram(METRIC, "GET", "http", "/1999", "200", null, "1.1");
    assertThat(kept.counts()[0]).isEqualTo(2);
    Histogram overflow = table.find("GET", "http", "/2000", "200", null, "1.1");
    assertThat(overflow.labels().isOverflow()).isTrue();
    assertThat(overflow.counts()[0]).isEqualTo(2 * 98_000);
  }

  @Test
  void countsAreExactWhileManyThreadsMakeSeries() throws Exception {
    int threads = 4;
    int records = 60_000;
    int routes = 3000;
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int offset = t * 7;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < records; i++) {
                  int route = (i + offset) % routes;
                  table.find("GET", "http", "/" + route, null, null, null).record(1);
                }
              });
      running.add(thread);
      thread.start();
    }
    for (Thread thread : running) {
      thread.join();
    }
    long[] total = new long[2];
    registry.visit(
        new MetricVisitor() {
          @Override
          public boolean metric(Metric metric) {
            return true;
          }

          @Override
          public void value(Metric metric, Labels labels, double value) {}

          @Override
          public void histogram(Metric metric, Labels labels, Histogram histogram) {
            long count = histogram.counts()[0];
            total[0] += count;
            if (labels.isOverflow()) {
              total[1] = count;
            } else {
              assertThat(count).isEqualTo((long) threads * records / routes);
            }
          }
        });
    assertThat(registry.size()).isEqualTo(2001);
    assertThat(total[0]).isEqualTo((long) threads * records);
    assertThat(registry.overflows().get(METRIC).sum()).isEqualTo(total[1]);
  }

  @Test
  void errorTypesAreBounded() {
    ErrorTypes types = new ErrorTypes(2);
    assertThat(types.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    assertThat(types.of(new RuntimeException())).isEqualTo("java.lang.RuntimeException");
    assertThat(types.of(new Error())).isEqualTo("_OTHER");
    assertThat(types.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
  }
}
