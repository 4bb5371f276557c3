package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.core.SelfStats;
import org.junit.jupiter.api.Test;

class HistogramTest {

  private static final long SECOND = 1_000_000_000;

  private final Registry registry = new Registry(10, new SelfStats());

  @Test
  void aBoundBelongsToTheBucketThatItCloses() {
    Histogram histogram = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_SIZE);
    histogram.record(0);
    histogram.record(128);
    histogram.record(129);
    histogram.record(67_108_864);
    histogram.record(67_108_865);

    assertThat(histogram.counts()).containsExactly(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
    assertThat(histogram.sum()).isEqualTo(134_217_986);
  }

  @Test
  void nanosecondsAreToldInSeconds() {
    Histogram histogram = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_DURATION);
    histogram.record(1_500_000_000);
    histogram.record(250_000_000);

    assertThat(histogram.sum()).isEqualTo(1.75);
    assertThat(histogram.scale()).isEqualTo(1e9);
  }

  @Test
  void aBucketKeepsTheTraceOfAMeasurementThatLiesInIt() {
    Histogram histogram = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_SIZE);
    long now = Long.MAX_VALUE - 10; // the clock may overflow
    histogram.record(300, new Context(1, 2, 3, true, null, null), now);
    histogram.record(301, new Context(4, 5, 6, true, null, null), now + SECOND - 1);

    Exemplar exemplar = histogram.exemplar(1);
    assertThat(exemplar).isNotNull();
    assertThat(exemplar.value()).isEqualTo(300);
    assertThat(exemplar.traceIdHigh()).isEqualTo(1);
    assertThat(exemplar.traceIdLow()).isEqualTo(2);
    assertThat(exemplar.spanId()).isEqualTo(3);
    assertThat(histogram.exemplar(0)).isNull();
  }

  @Test
  void aBucketTakesAnotherTraceAfterASecond() {
    Histogram histogram = registry.histogram(Catalogue.SONDE_SELF_SCRAPE_SIZE);
    histogram.record(300, new Context(1, 2, 3, true, null, null), -5);
    histogram.record(301, new Context(4, 5, 6, true, null, null), SECOND - 5);

    Exemplar exemplar = histogram.exemplar(1);
    assertThat(exemplar).isNotNull();
    assertThat(exemplar.value()).isEqualTo(301);
    assertThat(exemplar.spanId()).isEqualTo(6);
  }
}
