package dev.sonde.exporters.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3Test {

  private static final String LONG = "80f198ee56343ba864fe8b2a57d3eff7";
  private static final String SHORT = "64fe8b2a57d3eff7";
  private static final String SPAN = "e457b5a2e4d86bd1";

  private final Origin origin = new Origin();

  @ParameterizedTest
  @CsvSource({
    "'', TRACE_UNDECIDED, false",
    "-0, TRACE, false",
    "-1, TRACE, true",
    "-d, TRACE, true",
    "-1-05e3ac9a4f6e3b90, TRACE, true",
    "-0-05e3ac9a4f6e3b90, TRACE, false",
  })
  void aSingleHeaderIsRead(String rest, Incoming expected, boolean sampled) {
    assertThat(B3.read(LONG + "-" + SPAN + rest, origin)).isEqualTo(expected);
    assertThat(origin.traceIdHigh).isEqualTo(0x80f198ee56343ba8L);
    assertThat(origin.traceIdLow).isEqualTo(0x64fe8b2a57d3eff7L);
    assertThat(origin.parentSpanId).isEqualTo(0xe457b5a2e4d86bd1L);
    assertThat(origin.sampled).isEqualTo(sampled);

    assertThat(B3.read(SHORT + "-" + SPAN + rest, origin)).isEqualTo(expected);
    assertThat(origin.traceIdHigh).isZero();
    assertThat(origin.traceIdLow).isEqualTo(0x64fe8b2a57d3eff7L);
    assertThat(origin.parentSpanId).isEqualTo(0xe457b5a2e4d86bd1L);
    assertThat(origin.sampled).isEqualTo(sampled);
  }

  @Test
  void aSamplingStateAloneIsRead() {
    assertThat(B3.read("0", origin)).isEqualTo(Incoming.DENIED);
    assertThat(B3.read("1", origin)).isEqualTo(Incoming.ACCEPTED);
    assertThat(B3.read("d", origin)).isEqualTo(Incoming.ACCEPTED);
    assertThat(B3.read(null, null, "0", null, origin)).isEqualTo(Incoming.DENIED);
    assertThat(B3.read(null, null, "false", null, origin)).isEqualTo(Incoming.DENIED);
    assertThat(B3.read(null, null, "1", null, origin)).isEqualTo(Incoming.ACCEPTED);
    assertThat(B3.read(null, null, "0", "1", origin)).isEqualTo(Incoming.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "D",
        "-",
        "true",
        "64fe8b2a57d3eff7",
        "64fe8b2a57d3eff7-",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-2",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-11",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-1-",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b9",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90-",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b9x",
        "64fe8b2a57d3eff7-e457b5a2e4d86bd1_1",
        "64fe8b2a57d3effX-e457b5a2e4d86bd1-1",
        "64FE8B2A57D3EFF7-e457b5a2e4d86bd1-1",
        "64fe8b2a57d3eff7-E457B5A2E4D86BD1-1",
        "0000000000000000-e457b5a2e4d86bd1-1",
        "64fe8b2a57d3eff7-0000000000000000-1",
        "00000000000000000000000000000000-e457b5a2e4d86bd1-1",
        "80f198ee56343ba864fe8b2a57d3eff-e457b5a2e4d86bd1-1",
        "80f198ee56343ba864fe8b2a57d3eff7ae457b5a2e4d86bd1-1",
        "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd",
      })
  void anInvalidSingleHeaderLeavesTheOriginAsItWas(String header) {
    assertThat(B3.read(header, origin)).isEqualTo(Incoming.NOTHING);
    assertThat(origin.traceIdHigh | origin.traceIdLow | origin.parentSpanId).isZero();
  }

  @Test
  void anAbsentHeaderIsNothing() {
    assertThat(B3.read(null, origin)).isEqualTo(Incoming.NOTHING);
    assertThat(B3.read(null, null, null, null, origin)).isEqualTo(Incoming.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    ", , TRACE_UNDECIDED, false",
    "maybe, , TRACE_UNDECIDED, false",
    "1, , TRACE, true",
    "true, , TRACE, true",
    "0, , TRACE, false",
    "false, , TRACE, false",
    "0, 1, TRACE, true",
    "0, 0, TRACE, false",
    ", 1, TRACE, true",
  })
  void severalHeadersAreRead(String sampled, String flags, Incoming expected, boolean decision) {
    for (String traceId : new String[] {LONG, SHORT}) {
      assertThat(B3.read(traceId, SPAN, sampled, flags, origin)).isEqualTo(expected);
      assertThat(origin.traceIdHigh).isEqualTo(traceId.equals(LONG) ? 0x80f198ee56343ba8L : 0);
      assertThat(origin.traceIdLow).isEqualTo(0x64fe8b2a57d3eff7L);
      assertThat(origin.parentSpanId).isEqualTo(0xe457b5a2e4d86bd1L);
      assertThat(origin.sampled).isEqualTo(decision);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "64fe8b2a57d3eff7,",
    ",e457b5a2e4d86bd1",
    "'',e457b5a2e4d86bd1",
    "64fe8b2a57d3eff7,''",
    "64fe8b2a57d3eff,e457b5a2e4d86bd1",
    "64fe8b2a57d3eff7a,e457b5a2e4d86bd1",
    "64fe8b2a57d3efg7,e457b5a2e4d86bd1",
    "64fe8b2a57d3eff7,e457b5a2e4d86bdz",
    "64fe8b2a57d3eff7,0000000000000000",
    "0000000000000000,e457b5a2e4d86bd1",
  })
  void invalidIdsLeaveTheOriginAsItWas(String traceId, String spanId) {
    assertThat(B3.read(traceId, spanId, "1", null, origin)).isEqualTo(Incoming.NOTHING);
    assertThat(origin.traceIdHigh | origin.traceIdLow | origin.parentSpanId).isZero();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (boolean sampled : new boolean[] {true, false}) {
      Context context = new Context(0x80L, -2, 0x0fL, sampled, null, null);
      assertThat(B3.write(context))
          .isEqualTo("0000000000000080fffffffffffffffe-000000000000000f-" + (sampled ? "1" : "0"));
      assertThat(B3.read(B3.write(context), origin)).isEqualTo(Incoming.TRACE);
      assertThat(origin.traceIdHigh).isEqualTo(0x80L);
      assertThat(origin.sampled).isEqualTo(sampled);
      assertThat(
              B3.read(
                  B3.writeTraceId(context),
                  B3.writeSpanId(context),
                  sampled ? "1" : "0",
                  null,
                  origin))
          .isEqualTo(Incoming.TRACE);
      assertThat(origin.traceIdLow).isEqualTo(-2);
      assertThat(origin.parentSpanId).isEqualTo(0x0fL);
    }
  }
}
