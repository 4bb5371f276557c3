package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each version of each client of S3, all in one JVM, against a real server and
 * one that has faults: the application sees what it sees without the agent, each byte included, and
 * each call of the API is one span, whatever is sent for it.
 */
class S3Test {

  /** The clients: class and version, and the least Java that they need. */
  private static final Map<String, Integer> CLIENTS = clients();

  private static final String SECRET = "hunter2";
  private static final String DURATIONS = "sonde_s3_client_operation_duration_seconds_count";

  /** The clients that are tested on each JDK; the others are on the one that runs the tests. */
  private static final List<String> NEWEST =
      List.of("aws1.Sdk/1.12.797", "aws2.Netty/2.58.0", "minio.Sdk/8.6.0", "minio.AsyncSdk/8.6.0");

  /** Buckets of clients that find fault with answers of the server's, and then try again. */
  private static final String OWN_MIND = ".*-aws2-([a-z]+-2-(17|25)|urlconnection-2-58)-.*";

  private static final String STALE = "[A-Za-z0-9]+ real-.* error";

  private static final long HUGE = 5L << 30;

  /** The clients that have to do with too much; each costs the time that it takes to read that. */
  private static final List<String> TOO_MUCH = List.of("aws1.Sdk/1.12.797", "minio.Sdk/8.6.0");

  private static ChildJvm server;

  private static Map<String, Integer> clients() {
    Map<String, Integer> clients = new LinkedHashMap<>();
    clients.put("aws1.Sdk/1.11.60", 8);
    clients.put("aws1.Sdk/1.12.797", 8);
    clients.put("aws2.UrlConnection/2.17.0", 8);
    clients.put("aws2.Netty/2.25.70", 8);
    clients.put("aws2.UrlConnection/2.58.0", 8);
    clients.put("aws2.Apache5/2.58.0", 8);
    clients.put("aws2.Netty/2.58.0", 8);
    clients.put("aws2.Transfers/2.58.0", 8);
    clients.put("minio.Sdk/8.0.0", 8);
    clients.put("minio.Sdk/8.4.0", 8);
    clients.put("minio.AsyncSdk/8.4.0", 8);
    clients.put("minio.Sdk/8.6.0", 8);
    clients.put("minio.AsyncSdk/8.6.0", 8);
    return clients;
  }

  /** A line of the ledger; null stands for what nobody knows. */
  private record Call(
      String method, String bucket, String error, String attempts, Long sent, Long received) {

    static Call of(String line) {
      String[] parts = line.substring("CALL ".length()).split("\\|", -1);
      return new Call(parts[0], parts[1], parts[2], parts[3], number(parts[4]), number(parts[5]));
    }

    private static Long number(String text) {
      return text.equals("?") ? null : Long.valueOf(text);
    }

    String key() {
      return method + ' ' + bucket + ' ' + error;
    }
  }

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Calls.startServer();
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  static Stream<Jdk> jdks() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(Jdk.own(), Jdk.of(8), Jdk.of(25))
        .distinct()
        .filter(jdk -> ("S3 on " + jdk).contains(only));
  }

  /** The clients to test; {@code sonde.smoke.client} picks some by a part of their names. */
  private static List<String> clients(Jdk jdk) {
    String only = System.getProperty("sonde.smoke.client", "");
    return CLIENTS.keySet().stream()
        .filter(client -> CLIENTS.get(client) <= jdk.feature() && client.contains(only))
        .filter(client -> jdk.equals(Jdk.own()) || NEWEST.contains(client))
        .toList();
  }

  @ParameterizedTest(name = "on {0}")
  @MethodSource("jdks")
  void eachCallIsOneSpanAndTheApplicationSeesNothing(Jdk jdk) throws Exception {
    Map<String, List<String>> expected;
    try (ChildJvm app = S3Calls.launchWithoutChecksums(jdk, server).withoutAgent().start()) {
      expected = outputs(jdk, app);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = S3Calls.launchWithoutChecksums(jdk, server).tracesTo(receiver).start()) {
      Map<String, List<String>> outputs = outputs(jdk, app);
      MetricsPage page =
          Await.until(app::metrics, each -> each.sum("sonde_s3_client_active_operations") == 0);
      app.stop();
      SoftAssertions softly = new SoftAssertions();
      List<Call> all = new ArrayList<>();
      for (String client : expected.keySet()) {
        softly.assertThat(outputs.get(client)).as(client).isEqualTo(expected.get(client));
        softly.assertThat(expected.get(client)).as(client).noneMatch(isUnexpected());
        List<Call> ledger = ledger(expected.get(client));
        assertSpans(softly, client, ledger, receiver.spans());
        assertRequests(softly, client, expected.get(client), receiver.spans());
        assertOthers(softly, client, expected.get(client), receiver.spans());
        all.addAll(ledger);
      }
      assertMetrics(softly, all, page);
      softly
          .assertThat(sum(page, "rpc_client_call_duration_seconds_count", "rpc_method"))
          .isEqualTo(others(expected.values().stream().flatMap(List::stream)));
      assertNoSecrets(softly, page, receiver.spans());
      softly.assertThat(app.agentLines("WARN")).isEmpty();
      softly.assertThat(app.agentLines("ERROR")).isEmpty();
      print(jdk, expected);
      softly.assertAll();
    }
  }

  /** Objects larger than memory, more buckets than anybody has, streams that nobody closes. */
  @Test
  void whatIsTooMuchIsCountedAndFillsNoMemory() throws Exception {
    List<String> clients = TOO_MUCH.stream().filter(clients(Jdk.own())::contains).toList();
    try (ChildJvm app =
        S3Calls.launch(Jdk.own(), server)
            .jvm("-Xmx64m")
            .set("s3.huge", Long.toString(HUGE))
            .start()) {
      SoftAssertions softly = new SoftAssertions();
      for (String client : clients) {
        List<String> huge = S3Calls.get(app, "/huge/" + client);
        softly.assertThat(huge).as(client).anyMatch(line -> line.equals("huge: 0 true"));
        softly.assertThat(S3Calls.get(app, "/buckets/" + client)).containsExactly("buckets: 1000");
        softly.assertThat(S3Calls.get(app, "/unclosed/" + client)).contains("first byte: 0");
      }
      AtomicInteger calls = new AtomicInteger(clients.size() * (1 + 1000 + 1));
      MetricsPage page =
          Await.until(
              () -> {
                S3Calls.get(app, "/gc/-/-");
                for (String client : clients) {
                  S3Calls.get(
                      app, "/one/" + client); // Who uses S3 looks for what nobody has any more.
                  calls.incrementAndGet();
                }
                return app.metrics();
              },
              each -> each.sum("sonde_s3_client_active_operations") == 0);
      softly.assertThat(page.sum("sonde_s3_client_active_operations")).isZero();
      softly.assertThat(page.sum(DURATIONS)).isEqualTo(calls.get());
      for (String client : clients) {
        String bucket = "sized-" + client.replaceAll("[./]", "-").toLowerCase(Locale.ROOT);
        softly
            .assertThat(
                page.sum(
                    "sonde_s3_client_io_bytes_total",
                    "aws_s3_bucket",
                    bucket,
                    "network_io_direction",
                    "receive"))
            .as(client)
            .isBetween((double) HUGE, HUGE + 1_000_000.0);
      }
      softly.assertThat(app.agentLines("ERROR")).isEmpty();
      softly.assertAll();
    }
  }

  /** What is no part of the scenario. */
  private static Predicate<String> isUnexpected() {
    return line -> line.contains("NoSuchMethod") || line.contains("Error]");
  }

  /** What was tested, for whoever reads the output. */
  private static void print(Jdk jdk, Map<String, List<String>> outputs) {
    outputs.forEach(
        (client, output) ->
            System.out.printf("S3 on %s: %-28s %3d calls%n", jdk, client, ledger(output).size()));
  }

  /** What the scenario prints, by client. */
  private static Map<String, List<String>> outputs(Jdk jdk, ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String client : clients(jdk)) {
      outputs.put(client, S3Calls.get(app, "/by/" + client));
    }
    return outputs;
  }

  private static List<Call> ledger(List<String> output) {
    return output.stream().filter(line -> line.startsWith("CALL ")).map(Call::of).toList();
  }

  private static void assertSpans(
      SoftAssertions softly, String client, List<Call> ledger, List<ReceivedSpan> spans) {
    ReceivedSpan request = request("/by/" + client, spans);
    List<ReceivedSpan> calls =
        spans.stream()
            .filter(span -> span.traceId().equals(request.traceId()))
            .filter(span -> "S3".equals(span.attribute("rpc.service")))
            .toList();
    Map<String, Long> counts = new TreeMap<>();
    for (ReceivedSpan span : calls) {
      softly.assertThat(span.parentId()).as(client + span.name()).isEqualTo(request.spanId());
      assertForm(softly, client, span);
      counts.merge(key(span, ledger), 1L, Long::sum);
    }
    Map<String, Long> expected = new TreeMap<>();
    ledger.forEach(call -> expected.merge(call.key(), 1L, Long::sum));
    softly.assertThat(counts).as("spans of " + client).isEqualTo(expected);
  }

  /** What the clients send for their calls is not measured by itself, unlike the application's. */
  private static void assertRequests(
      SoftAssertions softly, String client, List<String> output, List<ReceivedSpan> spans) {
    ReceivedSpan request = request("/by/" + client, spans);
    softly
        .assertThat(
            spans.stream()
                .filter(span -> span.traceId().equals(request.traceId()))
                .filter(span -> span.attributes().containsKey("http.request.method"))
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT))
        .as("HTTP requests of " + client)
        .hasSize((int) output.stream().filter("HTTP"::equals).count());
  }

  /** Calls of other services, which are remote calls like others. */
  private static void assertOthers(
      SoftAssertions softly, String client, List<String> output, List<ReceivedSpan> spans) {
    ReceivedSpan request = request("/by/" + client, spans);
    Map<String, Double> counts = new TreeMap<>();
    spans.stream()
        .filter(span -> span.traceId().equals(request.traceId()))
        .filter(span -> "aws-api".equals(span.attribute("rpc.system")))
        .filter(span -> !"S3".equals(span.attribute("rpc.service")))
        .forEach(span -> counts.merge(span.name().replace('.', '/'), 1.0, Double::sum));
    softly.assertThat(counts).as("others of " + client).isEqualTo(others(output.stream()));
  }

  private static Map<String, Double> others(Stream<String> output) {
    Map<String, Double> counts = new TreeMap<>();
    output
        .filter(line -> line.startsWith("OTHER "))
        .forEach(line -> counts.merge(line.substring("OTHER ".length()), 1.0, Double::sum));
    return counts;
  }

  /** The samples of a metric, added up by a label. */
  private static Map<String, Double> sum(MetricsPage page, String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(name)) {
      sums.merge(sample.labels().get(label), sample.value(), Double::sum);
    }
    return sums;
  }

  private static void assertForm(SoftAssertions softly, String client, ReceivedSpan span) {
    String what = client + ' ' + span.name() + span.attributes();
    softly.assertThat(span.kind()).as(what).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    softly.assertThat(span.name()).as(what).isEqualTo("S3." + span.attribute("rpc.method"));
    softly.assertThat(span.attribute("rpc.service")).as(what).isEqualTo("S3");
    softly.assertThat(span.attribute("cloud.region")).as(what).isIn("us-east-1", null);
    softly.assertThat(span.attributes()).as(what).doesNotContainKey("aws.s3.key");
    softly.assertThat(span.attribute("server.address")).as(what).isIn("127.0.0.1", null);
  }

  /** As {@link Call#key} has it; any error is that of the ledger where it has any. */
  private static String key(ReceivedSpan span, List<Call> ledger) {
    Object method = span.attribute("rpc.method");
    Object bucket = span.attribute("aws.s3.bucket");
    Object error = span.attribute("error.type");
    String begin = method + " " + (bucket == null ? "-" : bucket) + ' ';
    for (Call call : ledger) {
      if (call.key().equals(begin + "*") && error != null) {
        return call.key();
      }
    }
    return begin + (error == null ? "-" : error);
  }

  private static ReceivedSpan request(String path, List<ReceivedSpan> spans) {
    List<ReceivedSpan> requests =
        spans.stream().filter(span -> path.equals(span.attribute("url.path"))).toList();
    assertThat(requests).as(path).hasSize(1);
    return requests.get(0);
  }

  private static void assertMetrics(SoftAssertions softly, List<Call> calls, MetricsPage page) {
    Map<String, Double> durations = new TreeMap<>();
    Map<String, Double> attempts = new TreeMap<>();
    Map<String, Double> sent = new TreeMap<>();
    Map<String, Double> received = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (Call call : calls) {
      String place = call.method + ' ' + call.bucket;
      durations.merge(place, 1.0, Double::sum);
      for (String outcome : call.attempts.split(",")) {
        if (call.attempts.equals("?") || call.bucket.matches(OWN_MIND)) {
          unknown.add("attempts " + place);
        } else if (!outcome.isEmpty()) {
          attempts.merge(place + ' ' + outcome, 1.0, Double::sum);
        }
      }
      add(sent, unknown, "sent ", place, call.sent);
      add(received, unknown, "received ", place, call.received);
    }
    softly.assertThat(sums(page, DURATIONS)).isEqualTo(durations);
    Map<String, Double> counted =
        sums(page, "sonde_s3_client_attempts_total", "sonde_attempt_outcome");
    counted.keySet().removeIf(key -> unknown.contains("attempts " + place(key)));
    // That the real server has closed a connection meanwhile is found out by trying.
    counted.keySet().removeIf(key -> key.matches(STALE) && !attempts.containsKey(key));
    softly.assertThat(counted).as("attempts").isEqualTo(attempts);
    for (String direction : Arrays.asList("transmit", "receive")) {
      boolean isSent = direction.equals("transmit");
      Map<String, Double> bytes = new TreeMap<>();
      for (MetricsPage.Sample sample : page.samples("sonde_s3_client_io_bytes_total")) {
        if (direction.equals(sample.labels().get("network_io_direction")) && sample.value() != 0) {
          bytes.merge(place(sample), sample.value(), Double::sum);
        }
      }
      bytes.keySet().removeIf(key -> unknown.contains((isSent ? "sent " : "received ") + key));
      softly.assertThat(bytes).as(direction).isEqualTo(isSent ? sent : received);
    }
    softly.assertThat(page.sum("sonde_s3_client_active_operations")).isZero();
  }

  private static void add(
      Map<String, Double> sums, List<String> unknown, String what, String place, Long bytes) {
    if (bytes == null) {
      unknown.add(what + place);
    } else if (bytes != 0) {
      sums.merge(place, (double) bytes, Double::sum);
    }
  }

  /** The samples of a metric, added up by operation, bucket and further labels. */
  private static Map<String, Double> sums(MetricsPage page, String name, String... labels) {
    Map<String, Double> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(name)) {
      StringBuilder key = new StringBuilder(place(sample));
      for (String label : labels) {
        key.append(' ').append(sample.labels().get(label));
      }
      sums.merge(key.toString(), sample.value(), Double::sum);
    }
    return sums;
  }

  private static String place(MetricsPage.Sample sample) {
    String bucket = sample.labels().get("aws_s3_bucket");
    return sample.labels().get("rpc_method") + ' ' + (bucket == null ? "-" : bucket);
  }

  private static String place(String key) {
    return key.substring(0, key.lastIndexOf(' '));
  }

  private static void assertNoSecrets(
      SoftAssertions softly, MetricsPage page, List<ReceivedSpan> spans) {
    Predicate<String> tells =
        text -> text.contains(SECRET) || text.matches("(?s).*Signature=(?!REDACTED).*");
    softly.assertThat(page.text().lines().filter(tells)).isEmpty();
    softly
        .assertThat(
            spans.stream()
                .map(span -> span.name() + span.attributes() + span.span().getEventsList())
                .filter(tells))
        .isEmpty();
  }
}
