package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** gRPC clients and servers that behave badly, and interceptors that do. */
class GrpcHostileTest {

  private static final String UNARY = "Unary OK 1/1 > OK 1/1";
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final int MOST_GROWTH_KB = 3000;

  /** Calls that ask how many others wait at the server are left out. */
  private static final Map<String, Map<String, Integer>> KINDS = kinds();

  private static Map<String, Map<String, Integer>> kinds() {
    Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();
    kinds.put("metadata", Map.of(UNARY, 10, "Unary INTERNAL 1/0", 1));
    kinds.put(
        "stream", Map.of("Down OK 1/100000 > OK 100000/1", 1, "Up OK 100000/1 > OK 1/100000", 1));
    kinds.put("large", Map.of(UNARY, 1));
    kinds.put(
        "interceptors",
        Map.of(
            "Unary UNKNOWN 1/0 > UNKNOWN 0/0", 1,
            "Unary PERMISSION_DENIED 1/0 > PERMISSION_DENIED 0/0", 1,
            "Unary DEADLINE_EXCEEDED 1/0 > DEADLINE_EXCEEDED 0/0", 1,
            "Unary CANCELLED 1/1 > OK 1/1", 1));
    kinds.put(
        "shutdown",
        Map.of("Unary UNAVAILABLE 1/0 > CANCELLED 0/1", 20, "Unary UNAVAILABLE 1/0", 1));
    kinds.put("cancel", Map.of("Unary CANCELLED 1/0 > CANCELLED 0/1", 20));
    kinds.put(
        "deadline",
        Map.of(
            "Unary DEADLINE_EXCEEDED 1/0 > DEADLINE_EXCEEDED 0/1", 40,
            "Unary DEADLINE_EXCEEDED", 20));
    kinds.put("retries", Map.of("Unary OK 1/1 > OK 1/1 > UNAVAILABLE 0/1 > UNAVAILABLE 0/1", 20));
    kinds.put("hedging", Map.of("Unary OK 1/1 > CANCELLED 0/1 > CANCELLED 0/1 > OK 1/1", 20));
    kinds.put("ready", Map.of("Unary UNAVAILABLE 1/0", 1, UNARY, 1));
    kinds.put("executor", Map.of("Unary CANCELLED 1/0 > CANCELLED 0/1", 20));
    kinds.put(
        "late",
        Map.of(
            "Unary UNAVAILABLE 0/0",
            2,
            "Unary ALREADY_EXISTS 0/0",
            1,
            "Unary CANCELLED 1/1 > OK 1/1",
            1,
            "Unary CANCELLED 0/0",
            1,
            UNARY,
            1));
    return kinds;
  }

  @Test
  void eachCallIsOneSpanWithItsStatusOnEachSideWhateverHappens() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    try (ChildJvm server = launch("server", "0").withoutAgent().start();
        ChildJvm client = launch("client", port(server)).withoutAgent().start()) {
      for (String kind : KINDS.keySet()) {
        expected.put(kind, client.get("/" + kind).body());
      }
      expected.put("unknown", client.get("/unknown").body());
    }
    SoftAssertions softly = new SoftAssertions();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm server = launch("server", "0").tracesTo(receiver).start();
        ChildJvm client = launch("client", port(server)).tracesTo(receiver).start()) {
      int seen = 0;
      for (String kind : KINDS.keySet()) {
        softly.assertThat(client.get("/" + kind).body()).as(kind).isEqualTo(expected.get(kind));
        int before = seen;
        seen = GrpcCalls.ended(client, server);
        GrpcCalls calls = GrpcCalls.await(receiver, before, seen);
        softly.assertThat(calls.strays()).as(kind).isEmpty();
        softly.assertThat(settled(kind, calls)).as(kind).isEqualTo(new TreeMap<>(KINDS.get(kind)));
      }
      assertMemoryIsFlat(softly, client, server);
      softly.assertThat(client.agentLines("WARN")).isEmpty();
      softly.assertThat(server.agentLines("WARN")).isEmpty();
      // More spans than can be sent so fast.
      assertUnknownMethodsAreBounded(softly, client, server, expected.get("unknown"));
    }
    softly.assertAll();
  }

  @Test
  void aServerWithstandsMetadataThatNoAgentHasMade() throws Exception {
    String expected;
    try (ChildJvm server = launch("server", "0").withoutAgent().start();
        ChildJvm client = launch("client", port(server)).withoutAgent().start()) {
      expected = client.get("/metadata").body();
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm server = launch("server", "0").tracesTo(receiver).start();
        ChildJvm client = launch("client", port(server)).withoutAgent().start()) {
      assertThat(client.get("/metadata").body()).isEqualTo(expected);
      assertThat(GrpcCalls.ended(server)).isEqualTo(10);
      assertThat(receiver.awaitSpans(10))
          .hasSize(10)
          .allSatisfy(
              span -> {
                assertThat(span.attribute("rpc.response.status_code")).isEqualTo("OK");
                assertThat(span.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
                assertThat(span.spanId()).isNotEqualTo("0".repeat(16));
              });
      assertThat(server.agentLines("WARN")).isEmpty();
    }
  }

  private static String port(ChildJvm server) {
    return Integer.toString(server.port());
  }

  private static Launch launch(String role, String port) {
    return GrpcCalls.launch("Hostile", role, port).jvm("-Xmx600m");
  }

  /** The calls, without what is so now and otherwise then. */
  private static Map<String, Integer> settled(String kind, GrpcCalls calls) {
    Map<String, Integer> settled = new TreeMap<>();
    calls
        .counts()
        .forEach(
            // What is too late from the start may have sent its message to nobody.
            (line, count) ->
                settled.merge(
                    line.replaceFirst("^([^>]* DEADLINE_EXCEEDED) \\d/0$", "$1"),
                    count,
                    Integer::sum));
    if (!KINDS.get(kind).containsKey(UNARY)) {
      settled.remove(UNARY);
    }
    return settled;
  }

  private static void assertMemoryIsFlat(SoftAssertions softly, ChildJvm client, ChildJvm server)
      throws Exception {
    long clientBefore = usedKilobytes(client);
    long serverBefore = usedKilobytes(server);
    client.get("/stream");
    client.get("/cancel");
    client.get("/hedging");
    GrpcCalls.ended(client, server);
    softly.assertThat(usedKilobytes(client)).isLessThan(clientBefore + MOST_GROWTH_KB);
    softly.assertThat(usedKilobytes(server)).isLessThan(serverBefore + MOST_GROWTH_KB);
  }

  /** What lives in a heap. */
  private static long usedKilobytes(ChildJvm app) throws Exception {
    String pid = Long.toString(app.pid());
    Launch.tool(Jdk.own(), Map.of(), "jcmd", pid, "GC.run");
    Launch.Finished info = Launch.tool(Jdk.own(), Map.of(), "jcmd", pid, "GC.heap_info");
    long used = 0;
    for (String line : info.stdout()) {
      Matcher matcher = USED.matcher(line);
      if (!line.contains("Metaspace") && !line.contains("class space") && matcher.find()) {
        used += Long.parseLong(matcher.group(1));
      }
    }
    return used;
  }

  private static void assertUnknownMethodsAreBounded(
      SoftAssertions softly, ChildJvm client, ChildJvm server, String expected) throws Exception {
    softly.assertThat(client.get("/unknown").body()).isEqualTo(expected);
    GrpcCalls.ended(client, server);
    String[] unimplemented = {"rpc_response_status_code", "UNIMPLEMENTED"};
    MetricsPage made = client.metrics();
    String calls = "rpc_client_call_duration_seconds_count";
    softly.assertThat(made.sum(calls, unimplemented)).isEqualTo(10_000);
    softly.assertThat(made.samples(calls)).hasSizeLessThan(1100);
    softly.assertThat(made.sum(calls, "rpc_method", "_OTHER")).isGreaterThanOrEqualTo(9000);
    MetricsPage served = server.metrics();
    softly
        .assertThat(
            served.value(
                "rpc_server_call_duration_seconds_count",
                "rpc_system_name",
                "grpc",
                "rpc_method",
                "_OTHER",
                "rpc_response_status_code",
                "UNIMPLEMENTED",
                "error_type",
                "UNIMPLEMENTED"))
        .isEqualTo(10_000);
  }
}
