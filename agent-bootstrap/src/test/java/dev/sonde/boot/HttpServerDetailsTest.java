package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpServerDetailsTest {

  @Test
  void aHeaderKeepsAllItsValuesInOrder() {
    HttpServerDetails details = new HttpServerDetails();
    details.requestHeader(1, "a");
    details.requestHeader(6, "z");
    details.requestHeader(1, "b");
    details.requestHeader(1, null);
    assertThat(details.requestHeader(0)).isEmpty();
    assertThat(details.requestHeader(1)).containsExactly("a", "b");
    assertThat(details.requestHeader(6)).containsExactly("z");
    assertThat(details.requestHeader(99)).isEmpty();
    assertThat(details.responseHeader(1)).isEmpty();
  }
}
