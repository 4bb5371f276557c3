package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UrlFullTest {

  private static String redacted(String url) {
    return new UrlFull(new UrlQuery(List.of("sig", "X-Amz-Signature"))).redacted(url);
  }

  @Test
  void whatHoldsNoSecretStaysAsItIs() {
    for (String url :
        List.of(
            "http://example.com",
            "https://example.com:8443/a/b?c=d&e#f",
            "http://[::1]:80/a@b?c=d@e",
            "http://example.com?a=b",
            "http://example.com#a",
            "/relative?a=b",
            "")) {
      assertThat(redacted(url)).isEqualTo(url);
    }
  }

  @Test
  void credentialsAreNotTold() {
    assertThat(redacted("https://user:pass@example.com/a"))
        .isEqualTo("https://REDACTED:REDACTED@example.com/a");
    assertThat(redacted("https://user@example.com"))
        .isEqualTo("https://REDACTED:REDACTED@example.com");
    assertThat(redacted("https://us@er:p@ss@example.com?x=y"))
        .isEqualTo("https://REDACTED:REDACTED@example.com?x=y");
  }

  @Test
  void valuesOfSensitiveParametersAreNotTold() {
    assertThat(redacted("http://h/a;jsessionid=1?sig=2&x=3&x-amz-signature=4#sig=5&y=6"))
        .isEqualTo(
            "http://h/a;jsessionid=REDACTED?sig=REDACTED&x=3&x-amz-signature=REDACTED#sig=REDACTED&y=6");
  }
}
