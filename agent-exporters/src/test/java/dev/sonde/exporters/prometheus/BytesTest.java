package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void textIsUtf8AndHalfASurrogatePairIsAQuestionMark() {
    String text = "aé€\uD83D\uDE00z";
    assertThat(new Bytes(1).put(text).toArray()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(new Bytes(1).put("a\uD83Db\uDE00").toArray())
        .isEqualTo("a?b?".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLabelValueEscapesBackslashLineEndAndQuotationMark() {
    assertThat(new Bytes(1).putQuoted("a\\b\nc\"d").toArray())
        .isEqualTo("a\\\\b\\nc\\\"d".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aHelpTextKeepsItsQuotationMarks() {
    assertThat(new Bytes(1).putLine("a\\b\nc\"d").toArray())
        .isEqualTo("a\\\\b\\nc\"d".getBytes(StandardCharsets.UTF_8));
  }
}
