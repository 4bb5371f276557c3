package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpanCountsTest {

  @Test
  void countsTheSpansOfAllScopesOfOtlp() {
    byte[] scope = message(field(1, new byte[] {1}), field(2, span()), field(2, span()));
    byte[] resource = message(field(1, span()), field(2, scope), field(2, scope));
    assertThat(SpanCounts.otlp(ByteBuffer.wrap(field(1, resource)))).isEqualTo(4);
  }

  @Test
  void refusesWhatIsNoProtobuf() {
    assertThatThrownBy(() -> SpanCounts.otlp(ByteBuffer.wrap(new byte[] {7})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsTheSpansOfAllTracesOfDatadog() {
    // A map of every type of value that has a length of its own.
    byte[] span =
        message(
            bytes(0x83, 0xa1, 'k', 0xcf),
            new byte[8],
            bytes(0xa1, 'l', 0xd9, 2, 'a', 'b', 0xa1, 'm', 0xde, 0, 1, 0xa1, 'n', 0xcb),
            new byte[8]);
    byte[] traces = message(bytes(0xdd, 0, 0, 0, 2, 0x92), span, span, bytes(0xdc, 0, 1), span);
    ByteBuffer payload = ByteBuffer.wrap(traces);
    assertThat(SpanCounts.datadog(payload)).isEqualTo(3);
    assertThat(payload.hasRemaining()).isFalse();
  }

  @Test
  void countsTransactionsAndSpansOfElastic() {
    String lines =
        """
        {"metadata":{}}
        {"transaction":{"name":"{\\"span\\""}}
        {"span":{}}
        {"metricset":{}}
        """;
    assertThat(SpanCounts.elastic(lines.getBytes(StandardCharsets.UTF_8))).isEqualTo(2);
  }

  private static byte[] span() {
    return message(field(5, bytes('n')), bytes(0x30, 0xff, 0x01), bytes(0x39), new byte[8]);
  }

  private static byte[] field(int number, byte[] content) {
    return message(bytes(number << 3 | 2, content.length), content);
  }

  private static byte[] message(byte[]... parts) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      message.writeBytes(part);
    }
    return message.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
