package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

  static final String PROMETHEUS_2 =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  static final String PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
          + "application/openmetrics-text;version=0.0.1;q=0.4,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
          + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
  static final String PROMETHEUS_3_WITH_PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
          + "q=0.6,"
          + PROMETHEUS_3;
  static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PROMETHEUS_2,
        PROMETHEUS_3,
        PROMETHEUS_3_WITH_PROTOBUF,
        "application/openmetrics-text",
        "Application/OpenMetrics-Text; Version=1.0.0",
        "application/openmetrics-text; version=\"1.0.0\"; charset=utf-8",
        "text/plain;q=0.4, application/openmetrics-text;q=0.5",
        "*/*, text/plain;q=0.1, application/openmetrics-text;q=0.2"
      })
  void openMetricsForWhoPrefersIt(String accept) {
    assertThat(Negotiation.format(accept)).isEqualTo(Format.OPENMETRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BROWSER,
        "",
        ",;,",
        "*/*",
        "text/plain",
        "application/json",
        "application/openmetrics-text;version=0.0.1",
        "application/openmetrics-text;version=2.0.0",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=nonsense",
        "application/openmetrics-text;q=-1",
        "application/openmetrics-text;q=0.4,text/plain;version=0.0.4;q=0.5",
        "application/openmetrics-text;q=0.4,text/*;q=0.5"
      })
  void textForEverybodyElse(String accept) {
    assertThat(Negotiation.format(accept)).isEqualTo(Format.TEXT);
  }

  @Test
  void textWithoutAWord() {
    assertThat(Negotiation.format(null)).isEqualTo(Format.TEXT);
    assertThat(Negotiation.gzip(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP|true",
        "deflate, gzip;q=0.5|true",
        "*|true",
        "gzip;q=0|false",
        "*, gzip;q=0|false",
        "identity|false",
        "br|false",
        "*;q=0|false",
        ";|false"
      })
  void compressionForWhoUnderstandsIt(String acceptEncoding, boolean gzip) {
    assertThat(Negotiation.gzip(acceptEncoding)).isEqualTo(gzip);
  }
}
