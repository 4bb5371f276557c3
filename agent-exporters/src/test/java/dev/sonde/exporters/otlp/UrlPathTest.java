package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPathTest {

  @ParameterizedTest
  @CsvSource({
    "/cart, /cart",
    "/cart;jsessionid=SECRET, /cart;jsessionid=REDACTED",
    "/cart;JSESSIONID=SECRET.node1/items, /cart;JSESSIONID=REDACTED/items",
    "/a;v=1;sid=SECRET;w=2/b, /a;v=1;sid=REDACTED;w=2/b",
    "/cars;color=red/x;y, /cars;color=red/x;y",
    "/a;jsessionid=/b, /a;jsessionid=REDACTED/b",
    "/;;=;, /;;=;",
    "/a;jsessionid=S1/b;jsessionid=S2, /a;jsessionid=REDACTED/b;jsessionid=REDACTED"
  })
  void keepsThePathAndNoSession(String path, String redacted) {
    assertThat(UrlPath.redacted(path)).hasToString(redacted);
  }
}
