package dev.sonde.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioTest {

  private static final Sample NONE = Sample.of(99, 100, 101);

  @Test
  void tellsTheRatioAndWhatIsAddedAsAMultipleOfOurs() {
    assertThat(Ratio.of(Sample.of(150), NONE, Sample.of(110)).write()).isEqualTo("1.50 (5.0 ×)");
  }

  @Test
  void tellsTheSameOfWhatShrinks() {
    assertThat(Ratio.of(Sample.of(50), NONE, Sample.of(90)).write()).isEqualTo("0.50 (5.0 ×)");
  }

  @Test
  void leavesTheMultipleOutWithinTheSpreadOfNoAgent() {
    assertThat(Ratio.of(Sample.of(150), NONE, Sample.of(101)).write()).isEqualTo("1.50");
  }

  @Test
  void leavesTheMultipleOutWhereNoAgentHasNoSpread() {
    assertThat(Ratio.of(Sample.of(150), Sample.of(100), Sample.of(110)).write()).isEqualTo("1.50");
  }

  @Test
  void leavesTheMultipleOutOfTheOtherSign() {
    assertThat(Ratio.of(Sample.of(150), NONE, Sample.of(90)).write()).isEqualTo("1.50");
  }

  @Test
  void hasNoMultipleWithoutOurs() {
    assertThat(Ratio.of(Sample.of(150), NONE, null).write()).isEqualTo("1.50");
  }

  @Test
  void cannotBeToldWithoutNoAgent() {
    assertThat(Ratio.of(Sample.of(150), null, null).write()).isEqualTo("–");
  }

  @Test
  void cannotBeToldToNothing() {
    assertThat(Ratio.of(Sample.of(150), Sample.of(0), null).write()).isEqualTo("–");
  }
}
