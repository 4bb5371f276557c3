package dev.sonde.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SelfStatsTest {

  /** A LongAdder loads {@code java.util.Random}, for one, when threads contend for it. */
  @Test
  void classesAreCountedByWhatLoadsNone() {
    SelfStats stats = new SelfStats();
    stats.classSeen();
    assertThat(stats.classesSeen()).isEqualTo(1);
    assertThat(stats.classesSeen).isExactlyInstanceOf(AtomicLong.class);
  }
}
