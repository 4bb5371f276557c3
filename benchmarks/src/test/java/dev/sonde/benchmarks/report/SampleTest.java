package dev.sonde.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void medianOfAnOddNumberIsTheOneInTheMiddle() {
    assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Sample.of(4, 1, 100, 2).median()).isEqualTo(3);
  }

  @Test
  void spreadIsFromTheLowestToTheHighest() {
    Sample sample = Sample.of(9, 1, 5);
    assertThat(sample.lowest()).isEqualTo(1);
    assertThat(sample.highest()).isEqualTo(9);
  }

  @Test
  void figureIsWrittenWithItsDigitsAndItsSpread() {
    assertThat(Figure.compared("ms", 1).write(Sample.of(9, 1.25, 5))).isEqualTo("5.0 (1.3 to 9.0)");
  }

  @Test
  void figureOfOneRoundHasNoSpread() {
    assertThat(Figure.compared("ms", 0).write(Sample.of(7))).isEqualTo("7");
  }
}
