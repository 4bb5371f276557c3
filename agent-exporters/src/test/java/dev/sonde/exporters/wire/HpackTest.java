package dev.sonde.exporters.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpackTest {

  private static Map<String, String> decoded(String hex) throws ProtocolException {
    byte[] block = HexFormat.of().parseHex(hex.replace(" ", ""));
    Map<String, String> fields = new LinkedHashMap<>();
    Hpack.decode(block, block.length, fields);
    return fields;
  }

  @ParameterizedTest
  @CsvSource({
    "f1e3 c2e5 f23a 6ba0 ab90 f4ff, www.example.com",
    "a8eb 1064 9cbf, no-cache",
    "25a8 49e9 5ba9 7d7f, custom-key",
    "6402, 302",
    "aec3 771a 4b, private",
    "9d29 ad17 1863 c78f 0b97 c8e9 ae82 ae43 d3, https://www.example.com",
    "d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff, 'Mon, 21 Oct 2013 20:13:21 GMT'"
  })
  void theExamplesOfTheRfcDecode(String hex, String text) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(Huffman.decode(bytes, 0, bytes.length)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "00", "fffffffc", "ffffffff", "f1e3c2e5f23a6ba0ab90f4fe"})
  void badPaddingAndTheEndOfTextAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Huffman.decode(bytes, 0, bytes.length))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void allFormsOfAFieldAreRead() throws Exception {
    assertThat(decoded("88 5f 10 6170706c69636174696f6e2f67727063"))
        .containsOnly(Map.entry(":status", "200"), Map.entry("content-type", "application/grpc"));
    assertThat(decoded("20 40 0b 677270632d737461747573 01 30"))
        .containsOnly(Map.entry("grpc-status", "0"));
    assertThat(decoded("08 03 343131 1f 10 01 78"))
        .containsOnly(Map.entry(":status", "411"), Map.entry("content-type", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "be", "ff ff ff ff ff ff", "3f e1 1f", "40 05 61", "00", "7f 00"})
  void whatIsMalformedIsRefused(String hex) {
    assertThatThrownBy(() -> decoded(hex)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void whatIsWrittenReadsBack() throws Exception {
    for (int length : new int[] {0, 1, 126, 127, 128, 255, 16_000}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Hpack.encode(out, "x-name", "v".repeat(length));
      Map<String, String> fields = new LinkedHashMap<>();
      Hpack.decode(out.toByteArray(), out.size(), fields);
      assertThat(fields).containsOnly(Map.entry("x-name", "v".repeat(length)));
    }
  }

  @Test
  void noiseEndsInAProtocolErrorAtWorst() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      byte[] block = new byte[random.nextInt(60)];
      random.nextBytes(block);
      try {
        Hpack.decode(block, block.length, new LinkedHashMap<>());
      } catch (ProtocolException e) {
        assertThat(e).hasMessageStartingWith("a header");
      }
    }
  }
}
