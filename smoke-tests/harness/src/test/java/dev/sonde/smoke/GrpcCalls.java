package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was told of gRPC calls, as one line for each kind of them: what both sides say of a call, or
 * what the client says of one that has not arrived.
 *
 * <pre>
 *   UnaryCall OK 1/1 &gt; OK 1/1
 *   UnaryCall UNAVAILABLE 1/0
 *   Strange UNIMPLEMENTED 1/0 &gt; _OTHER UNIMPLEMENTED 0/0
 * </pre>
 *
 * <p>The numbers are those of the messages sent and received.
 */
final class GrpcCalls {

  private static final int IN_FLIGHT = -1;

  private final Map<String, ReceivedSpan> clients = new HashMap<>();
  private final Map<String, List<ReceivedSpan>> served = new HashMap<>();
  private final List<ReceivedSpan> strays = new ArrayList<>();
  private final int size;

  private GrpcCalls(Collection<ReceivedSpan> spans, Collection<ReceivedSpan> all) {
    Map<String, ReceivedSpan> byId =
        all.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
    size = spans.size();
    for (ReceivedSpan span : spans) {
      if (isCall(span) && span.kind() == SpanKind.SPAN_KIND_CLIENT) {
        clients.put(span.spanId(), span);
      }
    }
    for (ReceivedSpan span : spans) {
      if (isCall(span) && span.kind() == SpanKind.SPAN_KIND_SERVER) {
        ReceivedSpan parent = byId.get(span.parentId());
        // A servlet is called by the container, which is called by the client.
        boolean inRequest = parent != null && !isCall(parent);
        ReceivedSpan client = clients.get(inRequest ? parent.parentId() : span.parentId());
        if (client == null || !client.traceId().equals(span.traceId())) {
          strays.add(span);
        } else {
          served.computeIfAbsent(client.spanId(), any -> new ArrayList<>()).add(span);
        }
      }
    }
  }

  /** An application of the module with a main class, for a role and a port. */
  static Launch launch(String mainClass, String... arguments) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path target = Path.of(apps, "app-grpc-interop", "target").toAbsolutePath().normalize();
    return Launch.java(
            Jdk.own(),
            "-cp",
            target + "/app.jar:" + target + "/lib/*",
            "dev.sonde.smoke.interop." + mainClass)
        .arguments(arguments);
  }

  private static boolean isCall(ReceivedSpan span) {
    return "grpc".equals(span.attribute("rpc.system.name"));
  }

  /**
   * Waits for so many spans of calls, made and served, whatever comes between them.
   *
   * @param seen how many of them have been looked at already
   */
  static GrpcCalls await(OtlpReceiver receiver, int seen, int count) {
    GrpcCalls calls = Await.until(() -> of(receiver.spans(), seen), each -> each.has(count - seen));
    assertThat(calls.size).isEqualTo(count - seen);
    return calls;
  }

  private static GrpcCalls of(List<ReceivedSpan> all, int seen) {
    return new GrpcCalls(all.stream().filter(GrpcCalls::isCall).skip(seen).toList(), all);
  }

  private boolean has(int count) {
    return size >= count && strays.isEmpty();
  }

  /** Served calls that are in no client's trace. */
  List<ReceivedSpan> strays() {
    return strays;
  }

  /** How many calls there are of each kind. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    clients.values().forEach(client -> counts.merge(line(client), 1, Integer::sum));
    return counts;
  }

  private String line(ReceivedSpan client) {
    List<ReceivedSpan> servers = served.getOrDefault(client.spanId(), List.of());
    String line =
        method(client)
            + ' '
            + end(client)
            + servers.stream()
                .map(server -> " > " + methodIfOther(server, client) + end(server))
                .sorted()
                .collect(Collectors.joining());
    // A server may hear of the client's deadline before its own.
    return line.replaceFirst("(DEADLINE_EXCEEDED \\d/\\d > )CANCELLED", "$1DEADLINE_EXCEEDED");
  }

  private static String methodIfOther(ReceivedSpan server, ReceivedSpan client) {
    return method(server).equals(method(client)) ? "" : method(server) + ' ';
  }

  private static String method(ReceivedSpan span) {
    String method = (String) span.attribute("rpc.method");
    return method.substring(method.lastIndexOf('/') + 1);
  }

  private static String end(ReceivedSpan span) {
    return span.attribute("rpc.response.status_code")
        + " "
        + span.attribute("sonde.rpc.messages.sent")
        + '/'
        + span.attribute("sonde.rpc.messages.received");
  }

  /** How many calls have ended, made and served, once none is in flight and no more come. */
  static int ended(ChildJvm... apps) {
    int[] before = {IN_FLIGHT};
    int ended =
        Await.until(
            () -> count(apps),
            count -> {
              boolean settled = count != IN_FLIGHT && count == before[0];
              before[0] = count;
              return settled;
            });
    assertThat(ended).as("calls are in flight").isNotEqualTo(IN_FLIGHT);
    return ended;
  }

  private static int count(ChildJvm... apps) throws Exception {
    double count = 0;
    for (ChildJvm app : apps) {
      MetricsPage page = app.metrics();
      if (active(page) != 0) {
        return IN_FLIGHT;
      }
      count += page.sum("rpc_client_call_duration_seconds_count");
      count += page.sum("rpc_server_call_duration_seconds_count");
    }
    return (int) count;
  }

  private static double active(MetricsPage page) {
    return page.samples("sonde_rpc_client_active_calls").stream()
            .mapToDouble(sample -> Math.abs(sample.value()))
            .sum()
        + page.samples("sonde_rpc_server_active_calls").stream()
            .mapToDouble(sample -> Math.abs(sample.value()))
            .sum();
  }
}
