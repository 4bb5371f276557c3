package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UriTemplateTest {

  @Test
  void thePathOfATemplateIsToldAlone() {
    assertThat(UriTemplate.path("http://shop:8080/orders/{id}?sort={sort}#a"))
        .isEqualTo("/orders/{id}");
    assertThat(UriTemplate.path("/orders/{id:[^?#]+}/items"))
        .isEqualTo("/orders/{id:[^?#]+}/items");
    assertThat(UriTemplate.path("{base}/orders")).isEqualTo("{base}/orders");
  }

  @Test
  void aUrlFitsWhereItHasAllThatIsFixedInOrder() {
    assertThat(UriTemplate.fits("/orders/{id}/items", "http://shop/orders/42/items?a=b")).isTrue();
    assertThat(UriTemplate.fits("{base}/orders/{id}", "http://shop/v1/orders/42")).isTrue();
    assertThat(UriTemplate.fits("/orders/{id}", null)).isTrue();
    assertThat(UriTemplate.fits("/orders/{id}", "http://login/oauth/token")).isFalse();
    assertThat(UriTemplate.fits("/orders/{id}/items", "http://shop/items/orders/42")).isFalse();
    assertThat(UriTemplate.fits("/orders/{id", "http://shop/orders/42")).isFalse();
  }

  @Test
  void aPathWithoutAVariableIsNoTemplate() {
    assertThat(UriTemplate.path("http://shop/orders/42?sort={sort}")).isNull();
    assertThat(UriTemplate.path("http://{shop}")).isNull();
    assertThat(UriTemplate.path("")).isNull();
    assertThat(UriTemplate.path("/orders/42")).isNull();
  }
}
