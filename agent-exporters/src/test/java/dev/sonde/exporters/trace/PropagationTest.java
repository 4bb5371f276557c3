package dev.sonde.exporters.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropagationTest {

  private static final String W3C = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String B3_HEADER = "000000000000000a-000000000000000b-0";

  private static final HeaderSetter<Map<String, String>> INTO_MAP = Map::put;

  private final Current thread = Current.cell();
  private final Origin origin = new Origin();

  @AfterEach
  void leaveTheThreadAsItWas() {
    thread.clearIncoming();
    thread.set(null);
  }

  @Test
  void theFieldsFollowTheConfiguration() {
    assertThat(Propagation.of(Config.of(Map.of(), Map.of(), null)).fields())
        .containsExactly("traceparent", "tracestate", "baggage");
    assertThat(
            Propagation.of(Config.of(Map.of("otel.propagators", "b3,tracecontext"), Map.of(), null))
                .fields())
        .containsExactly("b3", "traceparent", "tracestate");
    assertThat(Propagation.of("b3multi", "b3", "baggage", "tracecontext", "b3", "baggage").fields())
        .containsExactly(
            "X-B3-TraceId",
            "X-B3-SpanId",
            "X-B3-Sampled",
            "X-B3-Flags",
            "b3",
            "baggage",
            "traceparent",
            "tracestate");
    assertThat(Propagation.of("none").fields()).isEmpty();
  }

  @Test
  void theFirstConfiguredFormThatIsValidCounts() {
    Propagation propagation = Propagation.of("b3", "tracecontext");
    assertThat(extract(propagation, Map.of("b3", B3_HEADER, "traceparent", W3C)))
        .isEqualTo(Incoming.TRACE);
    assertThat(origin.traceIdLow).isEqualTo(10);
    assertThat(origin.sampled).isFalse();

    assertThat(extract(propagation, Map.of("b3", "junk", "traceparent", W3C, "tracestate", "a=b")))
        .isEqualTo(Incoming.TRACE);
    assertThat(origin.traceIdLow).isEqualTo(0x8448eb211c80319cL);
    assertThat(origin.sampled).isTrue();
    assertThat(origin.traceState).isEqualTo("a=b");
  }

  @Test
  void aStateCountsOnlyWithAValidParent() {
    Propagation propagation = Propagation.of("tracecontext", "b3");
    assertThat(extract(propagation, Map.of("traceparent", "junk", "tracestate", "a=b")))
        .isEqualTo(Incoming.NOTHING);
    assertThat(origin.traceState).isNull();
    assertThat(
            extract(
                propagation, Map.of("traceparent", "junk", "tracestate", "a=b", "b3", B3_HEADER)))
        .isEqualTo(Incoming.TRACE);
    assertThat(origin.traceState).isNull();
  }

  @Test
  void severalB3HeadersAreReadFromTheirPlaces() {
    Propagation propagation = Propagation.of("baggage", "b3multi");
    assertThat(
            extract(
                propagation,
                Map.of(
                    "X-B3-TraceId", "000000000000000a",
                    "X-B3-SpanId", "000000000000000b",
                    "X-B3-Sampled", "1",
                    "baggage", "a=b")))
        .isEqualTo(Incoming.TRACE);
    assertThat(origin.traceIdLow).isEqualTo(10);
    assertThat(origin.parentSpanId).isEqualTo(11);
    assertThat(origin.sampled).isTrue();
    assertThat(origin.baggage).isEqualTo("a=b");
  }

  @Test
  void aRepeatedParentCountsAsAbsent() {
    Propagation propagation = Propagation.of("tracecontext", "b3", "b3multi");
    String future = "01" + W3C.substring(2);
    for (String[] twice :
        new String[][] {
          {W3C, W3C}, {W3C, ""}, {"", W3C}, {future, future}, {future + "-more", future}
        }) {
      thread.incoming(0, twice[0]);
      thread.incoming(0, twice[1]);
      assertThat(propagation.extract(thread, origin)).as(twice[0]).isEqualTo(Incoming.NOTHING);
    }
    for (String b3 : new String[] {B3_HEADER, "1", "0"}) {
      thread.incoming(2, b3);
      thread.incoming(2, b3);
      assertThat(propagation.extract(thread, origin)).as(b3).isEqualTo(Incoming.NOTHING);
    }
    thread.incoming(3, "000000000000000a");
    thread.incoming(3, "000000000000000a");
    thread.incoming(4, "000000000000000b");
    assertThat(propagation.extract(thread, origin)).isEqualTo(Incoming.NOTHING);
  }

  @Test
  void theStatesAndTheBaggageOfSeveralHeadersAreOneList() {
    Propagation propagation = Propagation.of("tracecontext", "baggage");
    thread.incoming(0, W3C);
    thread.incoming(1, "a=1,b=2");
    thread.incoming(1, "c=3");
    thread.incoming(2, "k=v;p");
    thread.incoming(2, "l=w");
    assertThat(propagation.extract(thread, origin)).isEqualTo(Incoming.TRACE);
    assertThat(origin.traceState).isEqualTo("a=1,b=2,c=3");
    assertThat(origin.baggage).isEqualTo("k=v;p,l=w");
  }

  @Test
  void theLimitsOfAHeaderAreThoseOfItsValuesTogether() {
    Propagation propagation = Propagation.of("tracecontext", "baggage");
    thread.incoming(0, W3C);
    for (int i = 0; i < 33; i++) {
      thread.incoming(1, "k" + i + "=v");
    }
    thread.incoming(2, "k=" + "v".repeat(8000));
    thread.incoming(2, "l=" + "v".repeat(200));
    assertThat(propagation.extract(thread, origin)).isEqualTo(Incoming.TRACE);
    assertThat(origin.traceState).isNull();
    assertThat(origin.baggage).isNull();
  }

  @Test
  void whatWasReadIsForgotten() {
    Propagation propagation = Propagation.of("tracecontext");
    extract(propagation, Map.of("traceparent", W3C));
    assertThat(propagation.extract(thread, origin)).isEqualTo(Incoming.NOTHING);
  }

  @Test
  void baggageIsHandedOnWholeOrNotAtAll() {
    assertThat(Baggage.read("a=b;p=q, c = d")).isEqualTo("a=b;p=q, c = d");
    assertThat(Baggage.read("a=" + "x".repeat(8190))).hasSize(8192);
    assertThat(Baggage.read("a=" + "x".repeat(8191))).isNull();
    assertThat(Baggage.read("a=" + "x".repeat(1 << 20))).isNull();
    for (String bad :
        new String[] {null, "", "a", " ", "a=b\r\nc: d", "a=\n", "a=\0", "a=\u00e9"}) {
      assertThat(Baggage.read(bad)).isNull();
    }
    for (char c = 0; c < 0x300; c++) {
      String header = "a=" + c;
      String expected = c == '\t' || (c >= ' ' && c <= '~') ? header : null;
      assertThat(Baggage.read(header)).isEqualTo(expected);
    }
  }

  @Test
  void aContextIsWrittenInAllForms() {
    Context context = new Context(1, 2, 3, true, "a=b", "c=d");
    assertThat(inject(Propagation.of("tracecontext", "baggage", "b3", "b3multi"), context))
        .isEqualTo(
            Map.of(
                "traceparent", "00-00000000000000010000000000000002-0000000000000003-01",
                "tracestate", "a=b",
                "baggage", "c=d",
                "b3", "00000000000000010000000000000002-0000000000000003-1",
                "X-B3-TraceId", "00000000000000010000000000000002",
                "X-B3-SpanId", "0000000000000003",
                "X-B3-Sampled", "1"));
  }

  @Test
  void aContextWithoutATraceHandsItsBaggageOnAlone() {
    Context context = new Context(0, 0, 0, false, null, "c=d");
    assertThat(inject(Propagation.of("tracecontext", "baggage"), context))
        .isEqualTo(Map.of("baggage", "c=d"));
    assertThat(inject(Propagation.of("tracecontext"), context)).isEmpty();
  }

  @Test
  void anUndecidedTraceIsNotHandedOn() {
    origin.traceIdLow = 1;
    origin.spanId = 2;
    origin.undecided = true;
    origin.baggage = "c=d";
    HttpServerOperation operation = new HttpServerOperation(origin, thread, "GET", "http", false);
    assertThat(inject(Propagation.of("tracecontext", "baggage", "b3"), operation))
        .isEqualTo(Map.of("baggage", "c=d"));
  }

  @Test
  void noInputIsTooStrange() {
    Random random = new Random(42);
    Propagation propagation = Propagation.of("tracecontext", "b3", "b3multi", "baggage");
    String[] seeds = {W3C, B3_HEADER, "0", "d", "a=b,c=d", "true", "000000000000000a", ""};
    int traces = 0;
    for (int round = 0; round < 200_000; round++) {
      origin.clear();
      for (int i = 0; i < propagation.fields().length; i++) {
        if (random.nextInt(3) > 0) {
          thread.incoming(i, mutated(seeds[random.nextInt(seeds.length)], random));
        }
      }
      Incoming incoming = propagation.extract(thread, origin);
      boolean hasTrace = incoming == Incoming.TRACE || incoming == Incoming.TRACE_UNDECIDED;
      traces += hasTrace ? 1 : 0;
      assertThat((origin.traceIdHigh | origin.traceIdLow) != 0 && origin.parentSpanId != 0)
          .isEqualTo(hasTrace);
      if (origin.baggage != null) {
        assertThat(origin.baggage).doesNotContain("\r", "\n");
      }
      if (origin.traceState != null) {
        assertThat(origin.traceState).doesNotContain("\r", "\n");
      }
    }
    assertThat(traces).isPositive();
  }

  private static String mutated(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int edits = random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      char c =
          random.nextBoolean()
              ? (char) random.nextInt(0x10000)
              : "0123456789abcdef-=,;\r\n\0 ".charAt(random.nextInt(24));
      switch (random.nextInt(3)) {
        case 0:
          text.insert(at, c);
          break;
        case 1:
          text.setLength(at);
          break;
        default:
          if (at < text.length()) {
            text.setCharAt(at, c);
          }
      }
    }
    return text.toString();
  }

  private Incoming extract(Propagation propagation, Map<String, String> headers) {
    origin.clear();
    String[] fields = propagation.fields();
    for (int i = 0; i < fields.length; i++) {
      thread.incoming(i, headers.get(fields[i]));
    }
    return propagation.extract(thread, origin);
  }

  private static Map<String, String> inject(Propagation propagation, Context context) {
    Map<String, String> headers = new LinkedHashMap<>();
    propagation.inject(context, headers, INTO_MAP);
    String[] fields = propagation.fields();
    for (int i = 0; i < fields.length; i++) {
      byte[] bytes = propagation.headerBytes(context, i);
      assertThat(bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII))
          .isEqualTo(headers.get(fields[i]));
    }
    return headers;
  }
}
