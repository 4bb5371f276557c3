package dev.sonde.smoke;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * gRPC's own interoperability client and server, each case over Netty and over OkHttp. What is left
 * out needs TLS or a cloud, or probes for what this server does not do and waits for it.
 */
class GrpcInteropTest {

  private static final String UNARY = "UnaryCall OK 1/1 > OK 1/1";

  private static final Set<String> BROKEN_OFF =
      Set.of("cancel_after_begin", "timeout_on_sleeping_server");

  /** The calls that each case makes. */
  private static final Map<String, Map<String, Integer>> CASES = cases();

  private static Map<String, Map<String, Integer>> cases() {
    Map<String, Map<String, Integer>> cases = new LinkedHashMap<>();
    cases.put("empty_unary", Map.of("EmptyCall OK 1/1 > OK 1/1", 1));
    // Needs a proxy that caches: it fails with and without the agent.
    cases.put(
        "cacheable_unary", Map.of("CacheableUnaryCall UNIMPLEMENTED 1/0 > UNIMPLEMENTED 0/1", 1));
    cases.put("large_unary", Map.of(UNARY, 1));
    // Probes, in vain: it fails with and without the agent.
    cases.put("client_compressed_unary", Map.of(UNARY, 1));
    cases.put("client_compressed_unary_noprobe", Map.of(UNARY, 2));
    cases.put("server_compressed_unary", Map.of(UNARY, 2));
    cases.put("client_streaming", Map.of("StreamingInputCall OK 4/1 > OK 1/4", 1));
    // The other one is left open until the channel is shut down.
    cases.put(
        "client_compressed_streaming_noprobe",
        Map.of(
            "StreamingInputCall OK 2/1 > OK 1/2", 1,
            "StreamingInputCall UNAVAILABLE 0/0 > CANCELLED 0/0", 1));
    cases.put("server_streaming", Map.of("StreamingOutputCall OK 1/4 > OK 4/1", 1));
    cases.put("server_compressed_streaming", Map.of("StreamingOutputCall OK 1/2 > OK 2/1", 1));
    cases.put("ping_pong", Map.of("FullDuplexCall OK 4/4 > OK 4/4", 1));
    cases.put("empty_stream", Map.of("FullDuplexCall OK 0/0 > OK 0/0", 1));
    cases.put("custom_metadata", Map.of(UNARY, 1, "FullDuplexCall OK 1/1 > OK 1/1", 1));
    cases.put(
        "status_code_and_message",
        Map.of(
            "UnaryCall UNKNOWN 1/0 > UNKNOWN 0/1", 1,
            "FullDuplexCall UNKNOWN 1/0 > UNKNOWN 0/1", 1));
    cases.put("special_status_message", Map.of("UnaryCall UNKNOWN 1/0 > UNKNOWN 0/1", 1));
    cases.put(
        "unimplemented_method",
        Map.of("UnimplementedCall UNIMPLEMENTED 1/0 > UNIMPLEMENTED 0/1", 1));
    cases.put(
        "unimplemented_service",
        Map.of("UnimplementedCall UNIMPLEMENTED 1/0 > _OTHER UNIMPLEMENTED 0/0", 1));
    cases.put("cancel_after_begin", Map.of("StreamingInputCall CANCELLED", 1));
    cases.put(
        "cancel_after_first_response", Map.of("FullDuplexCall CANCELLED 1/1 > CANCELLED 1/1", 1));
    cases.put("timeout_on_sleeping_server", Map.of("FullDuplexCall DEADLINE_EXCEEDED", 1));
    cases.put("very_large_request", Map.of(UNARY, 1));
    cases.put("pick_first_unary", Map.of(UNARY, 101));
    cases.put("rpc_soak", Map.of(UNARY, 10));
    cases.put("channel_soak", Map.of(UNARY, 10));
    // The balancer of the client calls for itself.
    cases.put("orca_per_rpc", Map.of(UNARY, 1, "StreamCoreMetrics CANCELLED", 1));
    cases.put(
        "orca_oob",
        Map.of(
            "EmptyCall OK 1/1 > OK 1/1", 1,
            "FullDuplexCall OK 2/2 > OK 2/2", 1,
            "StreamCoreMetrics CANCELLED", 1));
    return cases;
  }

  @Test
  void eachCaseEndsAsWithoutTheAgentAndEachCallIsOneTrace() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    String port = Integer.toString(Ports.free());
    try (ChildJvm server = GrpcCalls.launch("Interop", "server", port).withoutAgent().start();
        ChildJvm client = client(server).withoutAgent().start()) {
      for (String path : paths()) {
        expected.put(path, client.get(path).body());
      }
    }
    SoftAssertions softly = new SoftAssertions();
    port = Integer.toString(Ports.free());
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm server = GrpcCalls.launch("Interop", "server", port).tracesTo(receiver).start();
        ChildJvm client = client(server).tracesTo(receiver).start()) {
      int seen = 0;
      for (String path : paths()) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        softly.assertThat(client.get(path).body()).as(path).isEqualTo(expected.get(path));
        int before = seen;
        seen = GrpcCalls.ended(client, server);
        GrpcCalls calls = GrpcCalls.await(receiver, before, seen);
        softly.assertThat(calls.strays()).as(path).isEmpty();
        softly.assertThat(settled(name, calls)).as(path).isEqualTo(new TreeMap<>(CASES.get(name)));
      }
      softly.assertThat(client.agentLines("WARN")).isEmpty();
      softly.assertThat(server.agentLines("WARN")).isEmpty();
    }
    softly.assertAll();
  }

  /**
   * The calls, without what is so now and otherwise then: how far some come, how often one is made.
   */
  private static Map<String, Integer> settled(String name, GrpcCalls calls) {
    Map<String, Integer> settled = new TreeMap<>();
    calls
        .counts()
        .forEach(
            (line, count) -> {
              if (BROKEN_OFF.contains(name) || line.startsWith("StreamCoreMetrics")) {
                settled.merge(line.replaceFirst(" \\d+/\\d+.*", ""), count, Integer::sum);
              } else {
                boolean polls = name.equals("orca_oob") && line.startsWith("EmptyCall");
                settled.put(line, polls ? 1 : count);
              }
            });
    return settled;
  }

  private static Launch client(ChildJvm server) {
    return GrpcCalls.launch("Interop", "client", Integer.toString(server.port()));
  }

  /** One case waits for seconds; once is enough. */
  private static List<String> paths() {
    return List.of("/netty/", "/okhttp/").stream()
        .flatMap(transport -> CASES.keySet().stream().map(name -> transport + name))
        .filter(path -> !path.equals("/okhttp/pick_first_unary"))
        .toList();
  }
}
