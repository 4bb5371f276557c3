package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplatesTest {

  private final UrlTemplates templates = new UrlTemplates();

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/orders, /orders",
    "/orders/42, /orders/{number}",
    "/orders/42/, /orders/{number}/",
    "/a/123e4567-e89b-12d3-a456-426614174000/b, /a/{uuid}/b",
    "/blob/9f86d081884c7d65, /blob/{hex}",
    "/cafe, /cafe",
    "/facade, /facade",
    "/user/ada@example.org/mail, /user/{email}/mail",
    "/user/ada%40example.org, /user/{email}",
    "/v1/items, /v1/items",
    "/order/INV-2024-17, /order/{text}",
    "/cart;jsessionid=0123456789ABCDEF, /cart",
    "/x;a=1/42;b=2, /x/{number}",
    "relative, /relative",
    "*, /*",
    "'', /",
  })
  void whatLooksLikeAnIdIsAPlaceholder(String path, String expected) {
    assertThat(templates.of(path)).isEqualTo(expected);
  }

  @Test
  void deepPathsAreCut() {
    assertThat(templates.of("/a".repeat(10_000))).isEqualTo("/a".repeat(12) + "/*");
    assertThat(templates.of("/" + "x".repeat(100_000))).isEqualTo("/{text}");
  }

  @Test
  void thereIsABoundedNumberOfThem() {
    for (int i = 0; i < 100_000; i++) {
      templates.of("/" + Integer.toString(i, 36).replaceAll("[0-9]", "z") + "q");
    }
    assertThat(templates.of("/one-more-that-is-new")).isNull();
    assertThat(templates.of("/zq")).isEqualTo("/zq");
  }
}
