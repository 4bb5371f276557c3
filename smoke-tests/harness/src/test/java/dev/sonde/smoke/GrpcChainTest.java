package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A request that goes by HTTP and gRPC through three processes to a database and to Redis. */
class GrpcChainTest {

  private static final String CALL = "sonde.smoke.Bytes/Unary";

  @Test
  void allThreeProcessesTellOneTrace() throws Exception {
    try (DatabaseServer redis = DatabaseServer.redis();
        OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm back = launch(receiver, "back", redis.port());
        ChildJvm middle = launch(receiver, "middle", back.port());
        ChildJvm front = launch(receiver, "front", middle.port())) {
      assertThat(front.get("/go").body()).isEqualTo("7 go");
      receiver.awaitSpans(8);
      assertOneTrace(receiver.spans());
      assertThat(front.agentLines("WARN")).isEmpty();
      assertThat(middle.agentLines("WARN")).isEmpty();
      assertThat(back.agentLines("WARN")).isEmpty();
    }
  }

  private static ChildJvm launch(OtlpReceiver receiver, String role, int next) throws Exception {
    return GrpcCalls.launch("Chain", role, Integer.toString(next))
        .tracesTo(receiver)
        .set("sonde.service.name", role)
        .start();
  }

  /** Each span's ancestors, the root first, with the process of each. */
  private static void assertOneTrace(List<ReceivedSpan> all) {
    Map<String, ReceivedSpan> byId =
        all.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
    String root = all.stream().filter(span -> span.name().equals("GET /go")).findFirst().orElseThrow().traceId();
    assertThat(
            all.stream()
                .filter(span -> span.traceId().equals(root))
                .map(span -> path(span, byId)))
        .containsExactlyInAnyOrder(
            "front GET /go",
            "front GET /go, front " + CALL,
            "front GET /go, front " + CALL + ", middle " + CALL,
            "front GET /go, front " + CALL + ", middle " + CALL + ", middle SELECT",
            "front GET /go, front " + CALL + ", middle " + CALL + ", middle " + CALL,
            "front GET /go, front " + CALL + ", middle " + CALL + ", middle " + CALL + ", back " + CALL,
            "front GET /go, front " + CALL + ", middle " + CALL + ", middle " + CALL + ", back " + CALL + ", back SET",
            "front GET /go, front " + CALL + ", middle " + CALL + ", middle " + CALL + ", back " + CALL + ", back GET");
  }

  private static String path(ReceivedSpan span, Map<String, ReceivedSpan> byId) {
    String own = span.resource().get("service.name") + " " + span.name();
    ReceivedSpan parent = byId.get(span.parentId());
    return parent == null ? own : path(parent, byId) + ", " + own;
  }
}
