package dev.sonde.exporters.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

  private static final String SAMPLED = "00-0000000000000001ffffffffffffffff-0000000000000003-01";
  private static final String UNSAMPLED = "00-0000000000000001ffffffffffffffff-0000000000000003-00";

  private final Tracings.Sink sink = new Tracings.Sink(true);
  private final Current thread = Current.cell();

  @AfterEach
  void leaveTheThreadAsItWas() {
    thread.clearIncoming();
    thread.set(null);
  }

  @Test
  void aRequestWithoutAParentIsARoot() {
    Origin origin = begin("parentbased_always_on", null, "a=b");
    assertThat(origin.traceIdLow).isNotZero();
    assertThat(origin.spanId).isNotZero();
    assertThat(origin.parentSpanId).isZero();
    assertThat(origin.parentRemote).isFalse();
    assertThat(origin.sampled).isTrue();
    assertThat(origin.recording).isTrue();
    assertThat(origin.undecided).isFalse();
    assertThat(origin.baggage).isEqualTo("a=b");
  }

  @Test
  void aSampledParentIsFollowed() {
    Origin origin = begin("parentbased_always_off", SAMPLED, null);
    assertThat(origin.traceIdHigh).isEqualTo(1);
    assertThat(origin.traceIdLow).isEqualTo(-1);
    assertThat(origin.parentSpanId).isEqualTo(3);
    assertThat(origin.spanId).isNotZero().isNotEqualTo(3);
    assertThat(origin.parentRemote).isTrue();
    assertThat(origin.sampled).isTrue();
    assertThat(origin.recording).isTrue();
  }

  @Test
  void anUnsampledParentIsFollowed() {
    Origin origin = begin("parentbased_always_on", UNSAMPLED, null);
    assertThat(origin.traceIdLow).isEqualTo(-1);
    assertThat(origin.sampled).isFalse();
    assertThat(origin.recording).isFalse();
  }

  @Test
  void aSamplerThatIsNotParentBasedDecidesByItself() {
    assertThat(begin("always_on", UNSAMPLED, null).sampled).isTrue();
    assertThat(begin("always_off", SAMPLED, null).sampled).isFalse();
  }

  @Test
  void aDeniedOrAcceptedNewTraceIsARootThatObeys() {
    Origin denied = beginB3("parentbased_always_on", "0");
    assertThat(denied.sampled).isFalse();
    assertThat(denied.parentSpanId).isZero();
    assertThat(denied.traceIdLow).isNotZero();
    assertThat(beginB3("parentbased_always_off", "1").recording).isTrue();
    assertThat(beginB3("always_off", "1").recording).isFalse();
  }

  @Test
  void aTraceWithoutADecisionIsDecidedHere() {
    String header = "000000000000000a-000000000000000b";
    Origin accepted = beginB3("parentbased_always_on", header);
    assertThat(accepted.sampled).isTrue();
    assertThat(accepted.parentSpanId).isEqualTo(11);
    assertThat(beginB3("parentbased_always_off", header).sampled).isFalse();
  }

  @Test
  void whileTracingIdlesAParentIsPassedOnAsItIs() {
    sink.recording = false;
    for (String header : new String[] {SAMPLED, UNSAMPLED}) {
      Origin origin = begin("always_off", header, "a=b");
      assertThat(origin.traceIdHigh).isEqualTo(1);
      assertThat(origin.traceIdLow).isEqualTo(-1);
      assertThat(origin.spanId).isEqualTo(3);
      assertThat(origin.parentSpanId).isZero();
      assertThat(origin.sampled).isEqualTo(header.equals(SAMPLED));
      assertThat(origin.recording).isFalse();
      assertThat(origin.undecided).isFalse();
      assertThat(origin.baggage).isEqualTo("a=b");
    }
  }

  @Test
  void whileTracingIdlesARootHasIdsAndNoDecision() {
    sink.recording = false;
    Origin origin = begin("always_on", null, null);
    assertThat(origin.traceIdLow).isNotZero();
    assertThat(origin.spanId).isNotZero();
    assertThat(origin.sampled).isFalse();
    assertThat(origin.recording).isFalse();
    assertThat(origin.undecided).isTrue();
  }

  @Test
  void nothingOfAFormerDecisionRemains() {
    begin("always_on", SAMPLED, "a=b");
    Origin origin = begin("always_off", null, null);
    assertThat(origin.traceIdLow).isNotEqualTo(-1);
    assertThat(origin.parentSpanId).isZero();
    assertThat(origin.parentRemote).isFalse();
    assertThat(origin.recording).isFalse();
    assertThat(origin.baggage).isNull();
  }

  @Test
  void aRequestDoesNotJoinWhateverItsThreadWasDoing() {
    thread.set(new Context(5, 6, 7, true, null, null));
    Origin origin = begin("parentbased_always_on", null, null);
    assertThat(origin.traceIdLow).isNotEqualTo(6);
    assertThat(origin.parentSpanId).isZero();
  }

  @Test
  void aChildHangsBelowTheCurrentContext() {
    thread.set(new Context(5, 6, 7, true, "s=t", "a=b"));
    Origin origin = beginChild();
    assertThat(origin.traceIdHigh).isEqualTo(5);
    assertThat(origin.traceIdLow).isEqualTo(6);
    assertThat(origin.parentSpanId).isEqualTo(7);
    assertThat(origin.spanId).isNotZero().isNotEqualTo(7);
    assertThat(origin.parentRemote).isFalse();
    assertThat(origin.recording).isTrue();
    assertThat(origin.traceState).isEqualTo("s=t");
    assertThat(origin.baggage).isEqualTo("a=b");
  }

  @Test
  void aChildOfNothingIsARoot() {
    assertThat(beginChild().parentSpanId).isZero();
    thread.set(new Context(0, 0, 0, false, null, "a=b"));
    Origin origin = beginChild();
    assertThat(origin.traceIdLow).isNotZero();
    assertThat(origin.baggage).isEqualTo("a=b");
  }

  @Test
  void whileTracingIdlesAChildPassesItsParentOn() {
    sink.recording = false;
    thread.set(new Context(5, 6, 7, true, null, null));
    Origin child = beginChild();
    assertThat(child.spanId).isEqualTo(7);
    assertThat(child.sampled).isTrue();
    assertThat(child.recording).isFalse();
    assertThat(child.undecided).isFalse();
  }

  @Test
  void aChildOfAnUndecidedRequestIsUndecidedToo() {
    sink.recording = false;
    Origin root = begin("always_on", null, null);
    new HttpServerOperation(root, thread, "GET", "http", false).enter();
    sink.recording = true;
    Origin child = beginChild();
    assertThat(child.undecided).isTrue();
    assertThat(child.recording).isFalse();
  }

  @Test
  void onlyRecordingOperationsReachTheSink() {
    Tracing tracing = Tracings.of(sink, "always_on", 1, "tracecontext");
    tracing.end(
        new HttpServerOperation(begin("always_off", null, null), thread, "GET", "http", false));
    assertThat(sink.offered.sum()).isZero();
    tracing.end(
        new HttpServerOperation(begin("always_on", null, null), thread, "GET", "http", false));
    assertThat(sink.offered.sum()).isEqualTo(1);
  }

  private Origin begin(String sampler, String traceparent, String baggage) {
    thread.incoming(0, traceparent);
    thread.incoming(2, baggage);
    Tracings.of(sink, sampler, 1, "tracecontext", "baggage").begin(thread, thread.origin());
    return thread.origin();
  }

  private Origin beginB3(String sampler, String header) {
    thread.incoming(0, header);
    Tracings.of(sink, sampler, 1, "b3").begin(thread, thread.origin());
    return thread.origin();
  }

  private Origin beginChild() {
    Origin origin = thread.origin();
    Tracings.of(sink, "parentbased_always_on", 1, "tracecontext").beginChild(thread, origin);
    return origin;
  }
}
