package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropagationTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-" + PARENT + "-00";

  @OnEverySubject
  void theIncomingTraceIsContinuedAndAHostileHeaderStartsANewOne(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).start()) {
      app.get("/hello", "traceparent", SAMPLED, "tracestate", "vendor=value");
      ReceivedSpan span = receiver.awaitSpans(1).get(0);
      assertThat(span.traceId()).isEqualTo(TRACE);
      assertThat(span.parentId()).isEqualTo(PARENT);
      assertThat(span.spanId()).isNotEqualTo(PARENT).matches("[0-9a-f]{16}");
      assertThat(span.span().getTraceState()).isEqualTo("vendor=value");

      RawHttp.exchange(
          app.port(),
          "/hello",
          "tracestate: a=1",
          "traceparent: " + SAMPLED,
          "TraceState: b=2, c=3",
          "tracestate: d=4");
      ReceivedSpan ofSeveralHeaders = receiver.awaitSpans(2).get(1);
      assertThat(ofSeveralHeaders.traceId()).isEqualTo(TRACE);
      assertThat(ofSeveralHeaders.span().getTraceState()).isEqualTo("a=1,b=2, c=3,d=4");

      List<String[]> hostile = hostileHeaders();
      for (String[] headers : hostile) {
        assertThat(RawHttp.status(RawHttp.exchange(app.port(), "/hello", headers))).isEqualTo(200);
      }
      int all = 2 + hostile.size();
      assertThat(app.counted(all)).isEqualTo(all);
      receiver.awaitSpans(all);
      app.stop();
      assertThat(receiver.spans()).hasSize(all);
      List<ReceivedSpan> ofHostile = receiver.spans().subList(2, all);
      assertThat(ofHostile)
          .allSatisfy(
              each -> {
                assertThat(each.traceId()).isNotEqualTo(TRACE).matches("[0-9a-f]{32}");
                assertThat(each.parentId()).isEmpty();
              });
      assertThat(ofHostile).extracting(ReceivedSpan::traceId).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRequestThatTheCallerDidNotSampleIsOnlyCounted() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.usual().tracesTo(receiver).start()) {
      app.get("/hello", "traceparent", UNSAMPLED);
      app.get("/hello", "traceparent", SAMPLED);

      assertThat(app.counted(2)).isEqualTo(2);
      receiver.awaitSpans(1);
      app.stop();
      assertThat(receiver.spans()).hasSize(1);
    }
  }

  @Test
  void withTheSamplerOffThereAreCountsAndNoSpans() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual().tracesTo(receiver).set("sonde.traces.sampler", "always_off").start()) {
      app.get("/hello");
      app.get("/hello", "traceparent", SAMPLED);

      assertThat(app.counted(2)).isEqualTo(2);
      app.stop();
      assertThat(receiver.spans()).isEmpty();
    }
  }

  @Test
  void aRatioOfZeroKeepsTheSampledCallersTraces() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual()
                .tracesTo(receiver)
                .set("otel.traces.sampler", "parentbased_traceidratio")
                .set("otel.traces.sampler.arg", "0")
                .start()) {
      app.get("/hello");
      app.get("/hello", "traceparent", SAMPLED);

      assertThat(app.counted(2)).isEqualTo(2);
      receiver.awaitSpans(1);
      app.stop();
      assertThat(receiver.spans()).extracting(ReceivedSpan::traceId).containsExactly(TRACE);
    }
  }

  @Test
  void b3IsReadWhereItIsAskedFor() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.usual().tracesTo(receiver).set("otel.propagators", "b3,b3multi").start()) {
      app.get("/hello", "b3", TRACE + "-" + PARENT + "-1");
      app.get("/hello", "X-B3-TraceId", TRACE, "X-B3-SpanId", PARENT, "X-B3-Sampled", "1");
      app.get("/hello", "b3", "0");

      assertThat(app.counted(3)).isEqualTo(3);
      receiver.awaitSpans(2);
      app.stop();
      assertThat(receiver.spans()).extracting(ReceivedSpan::traceId).containsExactly(TRACE, TRACE);
      assertThat(receiver.spans()).extracting(ReceivedSpan::parentId).containsOnly(PARENT);
    }
  }

  private static List<String[]> hostileHeaders() {
    List<String[]> requests = new ArrayList<>();
    for (String value :
        List.of(
            "",
            "-",
            "00",
            "00-" + TRACE,
            "00-" + TRACE + "-" + PARENT,
            "00-" + TRACE + "-" + PARENT + "-",
            "00-" + TRACE + "-" + PARENT + "-1",
            "00-" + TRACE + "-" + PARENT + "-zz",
            "00-" + TRACE + "-" + PARENT + "-01-more",
            "00-" + "0".repeat(32) + "-" + PARENT + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-" + PARENT + "-01",
            "00-" + TRACE.replace('a', 'g') + "-" + PARENT + "-01",
            "ff-" + TRACE + "-" + PARENT + "-01",
            "00-" + TRACE + "-" + "\u00e4".repeat(16) + "-01",
            "x".repeat(100_000))) {
      requests.add(new String[] {"traceparent: " + value});
    }
    requests.add(new String[] {"traceparent: " + SAMPLED, "traceparent: " + SAMPLED});
    requests.add(new String[] {"tracestate: " + "a=b,".repeat(100_000)});
    requests.add(new String[] {"baggage: " + "key=" + "v".repeat(1 << 20)});
    return requests;
  }
}
