package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/health, /health, true",
    "/health, /health/, false",
    "/health, /healthy, false",
    "/health, /health?full=1, true",
    "/health, /health;jsessionid=1, true",
    "/checkout/*, /checkout/a/b, true",
    "/checkout/*, /checkout, false",
    "*.css, /static/a.css, true",
    "*.css, /static/a.css.map, false",
    "/orders/{id}, /orders/42, true",
    "/orders/{id}, /orders/42/items, false",
    "/orders/{id}, /orders/, false",
    "/orders/{id}/items, /orders/42/items, true",
    "/{a}/{b}, /x/y, true",
    "*/{id}/end, /a/b/c/end, true",
    "/open{brace, /open{brace, true",
    "*, /, true",
    "/a*b*c, /a1b2c, true",
    "/a*b*c, /a1c2b, false",
    "/%2F, /%2F, true",
  })
  void starsAreAnyCharactersAndBracesOneSegment(String pattern, String path, boolean expected) {
    assertThat(new PathPattern(pattern).matches(path)).isEqualTo(expected);
  }

  @Test
  void aLongPathIsMatchedInReasonableTime() {
    String path = "/a".repeat(10_000);
    PathPattern pattern = new PathPattern("*/a*/a*/a*/a*/a*/b");
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(pattern.matches(path)).isFalse());
  }
}
