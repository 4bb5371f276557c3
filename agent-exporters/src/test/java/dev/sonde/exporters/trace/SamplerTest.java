package dev.sonde.exporters.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  private static final long[] EDGES = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, 2, Long.MAX_VALUE - 1, Long.MAX_VALUE
  };

  @Test
  void theDefaultKeepsAllAndFollowsItsParent() {
    Sampler sampler = Sampler.of(Config.of(Map.of(), Map.of(), null));
    for (long id : EDGES) {
      assertThat(sampler.root(id)).isTrue();
      assertThat(sampler.remote(true, id)).isTrue();
      assertThat(sampler.remote(false, id)).isFalse();
    }
  }

  @Test
  void alwaysMeansAlways() {
    for (long id : EDGES) {
      assertThat(Sampler.of("always_on", 0).root(id)).isTrue();
      assertThat(Sampler.of("always_on", 0).remote(false, id)).isTrue();
      assertThat(Sampler.of("always_off", 1).root(id)).isFalse();
      assertThat(Sampler.of("always_off", 1).remote(true, id)).isFalse();
      assertThat(Sampler.of("parentbased_always_off", 1).root(id)).isFalse();
      assertThat(Sampler.of("parentbased_always_off", 1).remote(true, id)).isTrue();
      assertThat(Sampler.of("parentbased_always_off", 1).remote(false, id)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-12, 0.001, 0.1, 1.0 / 3, 0.5, 0.999, 1})
  void theRatioDecidesByTheFormula(double ratio) {
    Sampler plain = Sampler.of("traceidratio", ratio);
    Sampler parentBased = Sampler.of("parentbased_traceidratio", ratio);
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      long id = i < EDGES.length ? EDGES[i] : random.nextLong();
      boolean expected = expected(ratio, id);
      assertThat(plain.root(id)).isEqualTo(expected);
      assertThat(plain.remote(true, id)).isEqualTo(expected);
      assertThat(plain.remote(false, id)).isEqualTo(expected);
      assertThat(parentBased.root(id)).isEqualTo(expected);
      assertThat(parentBased.remote(true, id)).isTrue();
      assertThat(parentBased.remote(false, id)).isFalse();
    }
  }

  private static boolean expected(double ratio, long id) {
    long bound;
    if (ratio == 0.0) {
      bound = Long.MIN_VALUE;
    } else if (ratio == 1.0) {
      bound = Long.MAX_VALUE;
    } else {
      bound = (long) (ratio * Long.MAX_VALUE);
    }
    return Math.abs(id) < bound;
  }

  @Test
  void theRatioKeepsItsPart() {
    Sampler sampler = Sampler.of("traceidratio", 0.1);
    Origin origin = new Origin();
    int kept = 0;
    for (int i = 0; i < 200_000; i++) {
      Ids.newTrace(origin);
      kept += sampler.root(origin.traceIdLow) ? 1 : 0;
    }
    assertThat(kept / 200_000.0).isCloseTo(0.1, within(0.01));
  }

  @Test
  void idsAreNeverZeroAndDiffer() {
    Origin origin = new Origin();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      Ids.newTrace(origin);
      seen.add(origin.traceIdLow);
      seen.add(origin.spanId);
      seen.add(Ids.newSpan());
    }
    assertThat(seen).hasSize(150_000).doesNotContain(0L);
  }
}
