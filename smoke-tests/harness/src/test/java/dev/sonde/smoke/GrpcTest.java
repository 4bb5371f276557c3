package dev.sonde.smoke;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with the oldest and the newest version of gRPC: the application sees what it sees
 * without the agent, and each call is one span of the client and one of the server, in one trace.
 */
class GrpcTest {

  private static final String SERVICE = "sonde.smoke.Texts/";
  private static final List<String> VERSIONS = List.of("1.15.0", "1.85.1");
  private static final List<String> PATHS = List.of("/socket", "/direct", "/process");

  /** What a client sends and gets: kind, method, status, messages sent and received. */
  private static final Map<String, Integer> CALLS =
      Map.ofEntries(
          Map.entry("CLIENT Unary OK 1/1", 9),
          Map.entry("CLIENT Unary NOT_FOUND 1/0", 1),
          Map.entry("CLIENT Unary UNKNOWN 1/0", 2),
          Map.entry("CLIENT Unary DEADLINE_EXCEEDED 1/0", 2),
          Map.entry("CLIENT Unary INTERNAL 1/0", 1),
          Map.entry("CLIENT Unary UNAVAILABLE 1/0", 1),
          Map.entry("CLIENT Unknown UNIMPLEMENTED 1/0", 1),
          Map.entry("CLIENT Stranger UNIMPLEMENTED 1/0", 1),
          Map.entry("CLIENT Down OK 1/5", 1),
          Map.entry("CLIENT Up OK 4/1", 1),
          Map.entry("CLIENT Both OK 3/3", 1),
          Map.entry("CLIENT Both CANCELLED 1/1", 1),
          Map.entry("SERVER Unary OK 1/1", 9),
          Map.entry("SERVER Unary NOT_FOUND 0/1", 1),
          Map.entry("SERVER Unary UNKNOWN 0/1", 1),
          Map.entry("SERVER Unary UNKNOWN 0/0", 1),
          Map.entry("SERVER Unary INTERNAL 0/1", 1),
          Map.entry("SERVER Unary DEADLINE_EXCEEDED 0/1", 1),
          Map.entry("SERVER _OTHER UNIMPLEMENTED 0/0", 2),
          Map.entry("SERVER Down OK 5/1", 1),
          Map.entry("SERVER Up OK 1/4", 1),
          Map.entry("SERVER Both OK 3/3", 1),
          Map.entry("SERVER Both CANCELLED 1/1", 1));

  static Stream<Run> runs() {
    String only = System.getProperty("sonde.smoke.only", "");
    return VERSIONS.stream()
        .flatMap(version -> Stream.of(Jdk.of(8), Jdk.of(25)).map(jdk -> new Run(version, jdk)))
        .filter(run -> run.toString().contains(only));
  }

  private record Run(String version, Jdk jdk) {
    boolean hasProperties() {
      return jdk.feature() > 8;
    }

    @Override
    public String toString() {
      return "gRPC " + version + " on " + jdk;
    }
  }

  private static Launch launch(Run run) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path target = Path.of(apps, "app-grpc", "target").toAbsolutePath().normalize();
    String classPath = target + "/app.jar:" + target + "/versions/" + run.version() + "/*";
    return Launch.java(run.jdk(), "-cp", classPath, "dev.sonde.smoke.grpc.TestApp");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void eachCallIsOneSpanOnEachSideAndTheApplicationSeesNothing(Run run) throws Exception {
    Map<String, List<String>> expected = new TreeMap<>();
    try (ChildJvm app = launch(run).withoutAgent().start()) {
      for (String path : PATHS) {
        expected.put(path, app.get(path).body().lines().toList());
      }
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = withProperties(launch(run).tracesTo(receiver), run).start()) {
      SoftAssertions softly = new SoftAssertions();
      int seen = 0;
      for (String path : PATHS) {
        List<String> lines = app.get(path).body().lines().toList();
        softly.assertThat(lines).as(path).isEqualTo(expected.get(path));
        MetricsPage page =
            Await.until(
                app::metrics,
                each ->
                    each.sum("sonde_rpc_client_active_calls") == 0
                        && each.sum("sonde_rpc_server_active_calls") == 0);
        int before = seen;
        seen =
            (int)
                (page.sum("rpc_client_call_duration_seconds_count")
                    + page.sum("rpc_server_call_duration_seconds_count"));
        List<ReceivedSpan> spans = receiver.awaitSpans(seen).subList(before, seen);
        assertSpans(softly, path, expected.get(path), spans);
      }
      MetricsPage page = app.metrics();
      assertMetrics(softly, page, receiver.spans());
      assertProperties(softly, run, page, receiver.spans());
      softly.assertThat(app.agentLines("WARN")).isEmpty();
      softly.assertThat(app.agentLines("ERROR")).isEmpty();
      softly.assertAll();
    }
  }

  /** Half of the runs are as they are without any. */
  private static Launch withProperties(Launch launch, Run run) {
    return run.hasProperties()
        ? launch
            .set("sonde.grpc.message-sizes", "true")
            .set("sonde.grpc.trace-trailer", "X-Trace-Id")
            .set("sonde.grpc.client.capture-response-metadata", "x-trace-id")
            .set("sonde.grpc.server.capture-request-metadata", "X-Throw,x-data-bin")
        : launch;
  }

  private static void assertProperties(
      SoftAssertions softly, Run run, MetricsPage page, List<ReceivedSpan> spans) {
    double messages =
        page.sum("sonde_rpc_client_messages_total") + page.sum("sonde_rpc_server_messages_total");
    softly
        .assertThat(page.sum("sonde_rpc_message_size_bytes_count"))
        .isEqualTo(run.hasProperties() ? messages : 0);
    long bytes = 0;
    long captured = 0;
    long told = 0;
    for (ReceivedSpan span : spans) {
      if (span.attribute("sonde.rpc.bytes.sent") != null) {
        bytes += (Long) span.attribute("sonde.rpc.bytes.sent");
        bytes += (Long) span.attribute("sonde.rpc.bytes.received");
      }
      captured += span.attribute("rpc.request.metadata.x-throw") == null ? 0 : 1;
      Object traceId = span.attribute("rpc.response.metadata.x-trace-id");
      if (traceId != null) {
        softly.assertThat(traceId).isEqualTo(List.of(span.traceId()));
        told++;
      } else if ("OK".equals(span.attribute("rpc.response.status_code"))) {
        softly.assertThat(isAtServer(span) || !run.hasProperties()).isTrue();
      }
    }
    softly.assertThat(told > 0).isEqualTo(run.hasProperties());
    softly
        .assertThat((double) bytes)
        .isEqualTo(run.hasProperties() ? page.sum("sonde_rpc_message_size_bytes_sum") : 0);
    softly.assertThat(captured).isEqualTo(run.hasProperties() ? PATHS.size() : 0);
    softly.assertThat(page.samples("sonde_rpc_client_connections")).isNotEmpty();
    softly.assertThat(page.sum("sonde_rpc_client_connections")).isZero();
  }

  private static void assertSpans(
      SoftAssertions softly, String path, List<String> lines, List<ReceivedSpan> spans) {
    String nothing =
        lines.stream()
            .filter(line -> line.startsWith("nothing: "))
            .map(line -> line.substring("nothing: ".length()))
            .findFirst()
            .orElseThrow();
    Map<String, Integer> expected = new TreeMap<>(CALLS);
    expected.merge("CLIENT Unary " + nothing + " 1/0", 1, Integer::sum);
    if (path.equals("/process")) {
      expected.remove("SERVER Unary INTERNAL 0/1");
      expected.merge("SERVER Unary DEADLINE_EXCEEDED 0/1", 1, Integer::sum);
    }
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, ReceivedSpan> byId =
        spans.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
    for (ReceivedSpan span : spans) {
      if (isAtServer(span)) {
        ReceivedSpan caller = byId.get(span.parentId());
        softly.assertThat(caller).as(path + " " + span.attributes()).isNotNull();
        if (caller != null) {
          softly.assertThat(caller.traceId()).isEqualTo(span.traceId());
          softly.assertThat(caller.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        }
      } else if (!span.parentId().isEmpty()) {
        ReceivedSpan served = byId.get(span.parentId());
        softly.assertThat(served).as(path + " " + span.attributes()).isNotNull();
        softly.assertThat(served == null || isAtServer(served)).isTrue();
      }
      counts.merge(key(path, span), 1, Integer::sum);
      assertForm(softly, path, span);
    }
    softly.assertThat(counts).as(path).isEqualTo(expected);
    long nested =
        spans.stream().filter(span -> !isAtServer(span) && !span.parentId().isEmpty()).count();
    softly.assertThat(nested).as("calls in calls, " + path).isEqualTo(3);
  }

  private static boolean isAtServer(ReceivedSpan span) {
    return span.kind() == SpanKind.SPAN_KIND_SERVER;
  }

  private static String key(String path, ReceivedSpan span) {
    Object status = span.attribute("rpc.response.status_code");
    // A server may hear of the client's deadline before its own, and in the process the library
    // may tell it of a cancelled call where it has answered nothing.
    boolean isLate =
        isAtServer(span)
            && method(span).equals("Unary")
            && ("CANCELLED".equals(status)
                || ("INTERNAL".equals(status) && path.equals("/process")));
    return (isAtServer(span) ? "SERVER " : "CLIENT ")
        + method(span)
        + ' '
        + (isLate ? "DEADLINE_EXCEEDED" : status)
        + ' '
        + span.attribute("sonde.rpc.messages.sent")
        + '/'
        + span.attribute("sonde.rpc.messages.received");
  }

  private static String method(ReceivedSpan span) {
    String method = (String) span.attribute("rpc.method");
    return method.startsWith(SERVICE) ? method.substring(SERVICE.length()) : method;
  }

  private static void assertForm(SoftAssertions softly, String path, ReceivedSpan span) {
    String what = path + ' ' + span.name() + span.attributes();
    Map<String, Object> attributes = span.attributes();
    String method = (String) attributes.get("rpc.method");
    softly.assertThat(span.name()).as(what).isEqualTo(method.equals("_OTHER") ? "grpc" : method);
    softly.assertThat(attributes.get("rpc.system.name")).as(what).isEqualTo("grpc");
    String status = (String) attributes.get("rpc.response.status_code");
    boolean isError =
        isAtServer(span)
            ? List.of("UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL").contains(status)
            : !status.equals("OK");
    softly.assertThat(attributes.get("error.type")).as(what).isEqualTo(isError ? status : null);
    boolean isSocket = !path.equals("/process");
    if (isSocket) {
      softly.assertThat(attributes.get("server.address")).as(what).isEqualTo("127.0.0.1");
      softly.assertThat(attributes).as(what).containsKey("server.port");
    }
    if (isSocket && (isAtServer(span) || status.equals("OK"))) {
      softly.assertThat(attributes.get("network.peer.address")).as(what).isEqualTo("127.0.0.1");
      softly.assertThat(attributes).as(what).containsKey("network.peer.port");
    }
  }

  private static void assertMetrics(
      SoftAssertions softly, MetricsPage page, List<ReceivedSpan> spans) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> messages = new TreeMap<>();
    for (ReceivedSpan span : spans) {
      String side = isAtServer(span) ? "server" : "client";
      String method = side + ' ' + span.attribute("rpc.method");
      counts.merge(method + ' ' + span.attribute("rpc.response.status_code"), 1L, Long::sum);
      add(messages, method + " transmit", (Long) span.attribute("sonde.rpc.messages.sent"));
      add(messages, method + " receive", (Long) span.attribute("sonde.rpc.messages.received"));
    }
    Map<String, Long> counted = new TreeMap<>();
    Map<String, Long> countedMessages = new TreeMap<>();
    for (String side : List.of("client", "server")) {
      for (MetricsPage.Sample sample :
          page.samples("rpc_" + side + "_call_duration_seconds_count")) {
        counted.merge(
            side
                + ' '
                + sample.labels().get("rpc_method")
                + ' '
                + sample.labels().get("rpc_response_status_code"),
            (long) sample.value(),
            Long::sum);
      }
      for (MetricsPage.Sample sample : page.samples("sonde_rpc_" + side + "_messages_total")) {
        add(
            countedMessages,
            side
                + ' '
                + sample.labels().get("rpc_method")
                + ' '
                + sample.labels().get("network_io_direction"),
            (long) sample.value());
      }
    }
    softly.assertThat(counted).isEqualTo(counts);
    softly.assertThat(countedMessages).isEqualTo(messages);
  }

  private static void add(Map<String, Long> counts, String key, long count) {
    if (count > 0) {
      counts.merge(key, count, Long::sum);
    }
  }
}
