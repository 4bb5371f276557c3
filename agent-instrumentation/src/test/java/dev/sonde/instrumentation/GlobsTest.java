package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource({
    "com.example.*, com.example.Shop, true",
    "com.example.*, com.example.shop.Cart, true",
    "com.example.*, com.examples.Shop, false",
    "*Cart, com.example.shop.Cart, true",
    "*Cart, com.example.shop.Carts, false",
    "com.*.Cart, com.example.shop.Cart, true",
    "*, anything, true",
    "**a**b*, xaxbx, true",
    "com.example.Shop, com.example.Shop, true",
    "com.example.Shop, com.example.Shop$Inner, false",
    "'', '', true",
    "'', a, false"
  })
  void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
    assertThat(new Globs(List.of(pattern)).matches(name)).isEqualTo(matches);
  }

  @Test
  void onePatternOfSeveralIsEnough() {
    Globs globs = new Globs(List.of("a.*", "b.*"));

    assertThat(globs.matches("b.C")).isTrue();
    assertThat(globs.matches("c.C")).isFalse();
    assertThat(new Globs(List.of()).matches("a")).isFalse();
  }

  @Test
  void aHostilePatternTakesNoTime() {
    Globs globs = new Globs(List.of("*a".repeat(500) + "b"));

    assertThat(globs.matches("a".repeat(5000))).isFalse();
  }
}
