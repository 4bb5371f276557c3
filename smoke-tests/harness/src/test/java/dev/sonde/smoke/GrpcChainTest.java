package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A request that goes by HTTP and gRPC through three processes to a database and to Redis. */
class GrpcChainTest {

  private static final int SPANS = 8;
  private static final String CALL = "sonde.smoke.Bytes/Unary";

  @Test
  void allThreeProcessesTellOneTrace() throws Exception {
    try (DatabaseServer redis = DatabaseServer.redis();
        OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm back = launch(receiver, "back", redis.port());
        ChildJvm middle = launch(receiver, "middle", back.port());
        ChildJvm front = launch(receiver, "front", middle.port())) {
      assertThat(front.get("/go").body()).isEqualTo("7 go");
      assertOneTrace(Await.until(() -> trace(receiver), trace -> trace.size() >= SPANS));
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

  /** The spans of the request; clients of Redis have some of their own before it. */
  private static List<ReceivedSpan> trace(OtlpReceiver receiver) {
    List<ReceivedSpan> all = receiver.spans();
    return all.stream()
        .filter(span -> span.name().equals("GET /go"))
        .flatMap(root -> all.stream().filter(span -> span.traceId().equals(root.traceId())))
        .toList();
  }

  private static void assertOneTrace(List<ReceivedSpan> trace) {
    Map<String, ReceivedSpan> byId =
        trace.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
    String middle = "front GET /go > front " + CALL + " > middle " + CALL;
    String back = middle + " > middle " + CALL + " > back " + CALL;
    assertThat(trace.stream().map(span -> path(span, byId)))
        .containsExactlyInAnyOrder(
            "front GET /go",
            "front GET /go > front " + CALL,
            middle,
            middle + " > middle SELECT",
            middle + " > middle " + CALL,
            back,
            back + " > back SET",
            back + " > back GET");
  }

  /** A span's ancestors and itself, each with its process. */
  private static String path(ReceivedSpan span, Map<String, ReceivedSpan> byId) {
    String own = span.resource().get("service.name") + " " + span.name();
    ReceivedSpan parent = byId.get(span.parentId());
    return parent == null ? own : path(parent, byId) + " > " + own;
  }
}
