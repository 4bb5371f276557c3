package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  private final Texts<Integer> texts = new Texts<>();

  @Test
  void whatWasPutIsFound() {
    texts.put("a", 1);
    assertThat(texts.get("a")).isEqualTo(1);
    assertThat(texts.get("b")).isNull();
  }

  @Test
  void textsWithoutEndTakeABoundedPlaceAndDoNotDriveOutWhatIsAskedFor() {
    texts.put("hot", -1);
    for (int i = 0; i < 100_000; i++) {
      texts.put("select " + i, i);
      assertThat(texts.get("hot")).isEqualTo(-1);
    }
    assertThat(texts.size()).isLessThanOrEqualTo(1001);
  }

  @Test
  void longTextsAreBoundedByTheirLength() {
    String long4000 = "x".repeat(4000);
    for (int i = 0; i < 1000; i++) {
      texts.put(long4000 + i, i);
    }
    assertThat(texts.size()).isLessThan(60);
    texts.put("y".repeat(10_000), 1);
    assertThat(texts.get("y".repeat(10_000))).isNull();
  }
}
