package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1, -1",
    "1234567890123, 1234567890123",
    "0.5, 0.5",
    "-0.25, -0.25",
    "0.000000001, 0.000000001",
    "1.000000001, 1.000000001",
    "12.3, 12.3",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "1e300, 1.0E300",
    "1.5e-12, 1.5E-12"
  })
  void aDoubleIsWrittenShort(double value, String text) {
    byte[] bytes = new byte[Numbers.MOST_BYTES];
    assertThat(text(bytes, Numbers.put(bytes, 0, value))).isEqualTo(text);
  }

  @Test
  void everyDoubleIsReadBackAsItWas() {
    Random random = new Random(1);
    byte[] bytes = new byte[Numbers.MOST_BYTES];
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextLong() / 1e9;
            case 2 -> random.nextInt() / 1e9;
            default -> random.nextInt() / 1e3;
          };
      if (Double.isFinite(value)) {
        String text = text(bytes, Numbers.put(bytes, 0, value));
        assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
      }
    }
  }

  @Test
  void everyLongIsWrittenWhole() {
    Random random = new Random(2);
    byte[] bytes = new byte[Numbers.MOST_BYTES];
    long[] edges = {0, 9, 10, 99, 100, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE};
    for (int i = 0; i < 100_000; i++) {
      long value = i < edges.length ? edges[i] : random.nextLong() >> random.nextInt(64);
      assertThat(text(bytes, Numbers.put(bytes, 0, value))).isEqualTo(Long.toString(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "10, 10.0",
    "0.005, 0.005",
    "0.0001, 0.0001",
    "1e-5, 1e-05",
    "2.5, 2.5",
    "16384, 16384.0",
    "262144, 262144.0",
    "1048576, 1.048576e+06",
    "67108864, 6.7108864e+07",
    "1e21, 1e+21",
    "-7.5, -7.5",
    "Infinity, +Inf"
  })
  void aBoundHasTheCanonicalForm(double bound, String text) {
    assertThat(Numbers.canonical(bound)).isEqualTo(text);
  }

  @Test
  void millisecondsAreWrittenAsSeconds() {
    byte[] bytes = new byte[Numbers.MOST_BYTES];
    assertThat(text(bytes, Numbers.putSeconds(bytes, 0, 1_700_000_000_007L)))
        .isEqualTo("1700000000.007");
    assertThat(text(bytes, Numbers.putSeconds(bytes, 0, 1_700_000_000_000L)))
        .isEqualTo("1700000000.0");
  }

  @Test
  void hexadecimalIsPaddedAndLowerCase() {
    byte[] bytes = new byte[Numbers.MOST_BYTES];
    assertThat(text(bytes, Numbers.putHex(bytes, 0, 0xABCDEFL))).isEqualTo("0000000000abcdef");
    assertThat(text(bytes, Numbers.putHex(bytes, 0, -1))).isEqualTo("ffffffffffffffff");
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
