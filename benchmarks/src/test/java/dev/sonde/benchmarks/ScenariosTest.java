package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenariosTest {

  @Test
  void eachHasANameOfItsOwnAndComparesSonde() {
    assertThat(Scenarios.all(0)).extracting(Scenario::name).doesNotHaveDuplicates();
    assertThat(Scenarios.all(0))
        .allMatch(scenario -> scenario.compares(new Variant(Agent.SONDE, Sampling.ALL)));
  }

  @Test
  void eachVariantHasANameOfItsOwnByWhichItIsFound() {
    assertThat(Variant.all()).extracting(Variant::name).doesNotHaveDuplicates();
    assertThat(Variant.all()).allMatch(variant -> Variant.named(variant.name()).equals(variant));
  }

  @Test
  void whatAPeerIsComparedWithIsSondeWithTheSameSampling() {
    assertThat(Variant.named("datadog, 10 % sampled").ours().name())
        .isEqualTo("sonde, 10 % sampled");
  }

  @Test
  void anUnknownSettingIsRefused() {
    assertThatThrownBy(() -> new Settings("--round=3")).hasMessageContaining("--round=3");
    assertThat(new Settings("--rounds=3").number("rounds", 5)).isEqualTo(3);
    assertThat(new Settings().number("rounds", 5)).isEqualTo(5);
  }
}
