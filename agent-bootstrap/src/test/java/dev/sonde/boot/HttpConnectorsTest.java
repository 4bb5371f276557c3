package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpConnectorsTest {

  private final Object first = new Object();
  private final Object second = new Object();

  @AfterEach
  void forget() {
    HttpConnectors.install(null);
    HttpConnectors.stopped(first);
    HttpConnectors.stopped(second);
  }

  @Test
  void whatRunsIsReadInTheOrderOfItsStart() {
    HttpConnectors.install(
        (library, connector, into) -> into.name = library + (connector == first ? 1 : 2));
    HttpConnectors.started("a", first);
    HttpConnectors.started("b", second);
    HttpConnectors.started("a", first);
    assertThat(HttpConnectors.figures())
        .extracting(figures -> figures.name)
        .containsExactly("b2", "a1");
    HttpConnectors.stopped(second);
    assertThat(HttpConnectors.figures()).hasSize(1);
    HttpConnectors.install(null);
    assertThat(HttpConnectors.figures()).isEmpty();
  }

  @Test
  void aServerThatIsForgottenIsForgottenHere() {
    HttpConnectors.install((library, connector, into) -> {});
    HttpConnectors.started("a", new Object());
    for (int i = 0; i < 1000 && !HttpConnectors.figures().isEmpty(); i++) {
      System.gc();
    }
    assertThat(HttpConnectors.figures()).isEmpty();
  }
}
