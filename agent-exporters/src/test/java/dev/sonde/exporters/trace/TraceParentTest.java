package dev.sonde.exporters.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Origin origin = new Origin();

  @Test
  void aValidHeaderIsRead() {
    assertThat(TraceParent.read(VALID, origin)).isTrue();
    assertThat(origin.traceIdHigh).isEqualTo(0x0af7651916cd43ddL);
    assertThat(origin.traceIdLow).isEqualTo(0x8448eb211c80319cL);
    assertThat(origin.parentSpanId).isEqualTo(0xb7ad6b7169203331L);
    assertThat(origin.sampled).isTrue();
  }

  @Test
  void onlyTheLastBitOfTheFlagsIsTheSamplingDecision() {
    String front = VALID.substring(0, 53);
    for (int flags = 0; flags < 256; flags++) {
      assertThat(TraceParent.read(front + hex(flags), origin)).isTrue();
      assertThat(origin.sampled).isEqualTo((flags & 1) != 0);
    }
  }

  @Test
  void everyVersionButTheLastIsAccepted() {
    for (int version = 0; version < 256; version++) {
      String header = hex(version) + VALID.substring(2);
      assertThat(TraceParent.read(header, origin)).as(header).isEqualTo(version != 255);
      assertThat(TraceParent.read(header + "-more", origin))
          .as(header)
          .isEqualTo(version != 255 && version != 0);
      assertThat(TraceParent.read(header + "more", origin)).as(header).isFalse();
    }
  }

  @Test
  void halfAnIdMayBeZero() {
    assertThat(TraceParent.read(withTrace("0000000000000000000000000000000a"), origin)).isTrue();
    assertThat(TraceParent.read(withTrace("a0000000000000000000000000000000"), origin)).isTrue();
  }

  private static String withTrace(String id) {
    return "00-" + id + "-b7ad6b7169203331-01";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "00",
        "00-",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A",
        "0A-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-",
        "00-0af7651916cd43dd8448eb211c80319-cb7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "00-0af7651916cd43dd8448eb211c80319\u0661-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319\uff11-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c8031\r\n-b7ad6b7169203331-01",
      })
  void anInvalidHeaderLeavesTheOriginAsItWas(String header) {
    assertThat(TraceParent.read(header, origin)).isFalse();
    assertThat(origin.traceIdHigh | origin.traceIdLow | origin.parentSpanId).isZero();
  }

  @Test
  void anAbsentHeaderIsInvalid() {
    assertThat(TraceParent.read(null, origin)).isFalse();
  }

  @Test
  void everySingleWrongCharacterIsInvalid() {
    for (int i = 0; i < VALID.length(); i++) {
      for (char wrong : new char[] {'g', 'F', ' ', '\0', '\n', '/', ':', '`', '\u0130', '\uffff'}) {
        String header = VALID.substring(0, i) + wrong + VALID.substring(i + 1);
        assertThat(TraceParent.read(header, origin)).as(header).isFalse();
      }
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (boolean sampled : new boolean[] {true, false}) {
      Context context =
          new Context(0x8000000000000001L, 0xfedcba9876543210L, -1, sampled, null, null);
      String header = TraceParent.write(context);
      assertThat(header)
          .isEqualTo(
              "00-8000000000000001fedcba9876543210-ffffffffffffffff-" + (sampled ? "01" : "00"));
      assertThat(TraceParent.read(header, origin)).isTrue();
      assertThat(origin.traceIdHigh).isEqualTo(context.traceIdHigh);
      assertThat(origin.traceIdLow).isEqualTo(context.traceIdLow);
      assertThat(origin.parentSpanId).isEqualTo(context.spanId);
      assertThat(origin.sampled).isEqualTo(sampled);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "a=1, ,\tb=2,", "t@v=x y"})
  void aStateIsHandedOnAsItIs(String state) {
    assertThat(TraceParent.state(state)).isSameAs(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",", ", ,", "a", "=1", "a=1,b", "a=1\r\nx: y", "a=\u00e9", "a\0=1"})
  void aBrokenStateIsDropped(String state) {
    assertThat(TraceParent.state(state)).isNull();
  }

  @Test
  void aStateIsBounded() {
    assertThat(TraceParent.state(null)).isNull();
    assertThat(TraceParent.state("a=" + "x".repeat(510))).isNotNull();
    assertThat(TraceParent.state("a=" + "x".repeat(511))).isNull();
    assertThat(TraceParent.state("a=1,".repeat(31) + "a=1")).isNotNull();
    assertThat(TraceParent.state("a=1,".repeat(32) + "a=1")).isNull();
  }

  private static String hex(int value) {
    return Character.toString(Character.forDigit(value >> 4, 16))
        + Character.forDigit(value & 15, 16);
  }
}
