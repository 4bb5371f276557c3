package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same database calls with this agent and with the OpenTelemetry agent. */
class OpenTelemetryJdbcComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** A database without a server and one with. */
  private static final List<Database> DATABASES = List.of(Database.H2, Database.POSTGRESQL);

  /** What takes long, and what reaches the driver now and then. */
  private static final Set<String> LEFT_OUT = Set.of("time-out", "closed connection");

  /** After the last one the other agent tells no more of what its thread executes. */
  private static final List<String> LAST = List.of("closed statement", "no SQL");

  /** What came over OTLP from one run of the scenario, step by step. */
  private record Told(List<String> steps, List<ReceivedSpan> spans, List<Metric> metrics) {

    List<ReceivedSpan> of(int index) {
      return spans.stream().filter(span -> span.traceId().equals(traceId(index))).toList();
    }

    boolean hasAll() {
      return spans.stream()
              .filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER)
              .map(ReceivedSpan::traceId)
              .distinct()
              .count()
          >= steps.size();
    }
  }

  @Test
  void whatEitherTellsAloneIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Differences found = new Differences();
    try (DatabaseServers servers = new DatabaseServers()) {
      for (Database database : DATABASES) {
        Told ours = run(database.launch(Jdk.own(), servers));
        Told theirs =
            run(
                database
                    .launch(Jdk.own(), servers)
                    .withoutAgent()
                    .jvm("-javaagent:" + other, "-Xmx256m"));
        assertThat(theirs.steps).isEqualTo(ours.steps).hasSizeGreaterThan(30);
        for (int i = 0; i < ours.steps.size(); i++) {
          found.addCalls(ours.steps.get(i), ours.of(i), theirs.of(i));
        }
        found.addMetrics("db.client.", ours.metrics, theirs.metrics);
      }
    }

    assertThat(found.unlike(Differences.documented(DOCUMENT, "Databases"))).isEmpty();
  }

  /** Each step in a request of its own, through a pool. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.semconv-stability.opt-in", "database")
                .set("otel.instrumentation.jdbc-datasource.enabled", "true")
                .set("otel.instrumentation.jdbc.experimental.transaction.enabled", "true")
                .start()) {
      List<String> steps = steps(app.stdout().lines());
      for (int i = 0; i < steps.size(); i++) {
        String step = URLEncoder.encode(steps.get(i), StandardCharsets.UTF_8);
        String traceparent = "00-" + traceId(i) + "-00f067aa0ba902b7-01";
        String said = app.get("/by/hikari?step=" + step, "traceparent", traceparent).body();
        assertThat(said).startsWith("-- " + steps.get(i));
      }
      Await.until(TO_ARRIVE, () -> new Told(steps, receiver.spans(), List.of()), Told::hasAll);
      app.stop();
      return new Told(steps, receiver.spans(), receiver.metrics());
    }
  }

  /** The steps of the scenario as it was run once already. */
  private static List<String> steps(List<String> output) {
    List<String> steps = new ArrayList<>();
    for (String line : output) {
      String step = line.startsWith("-- ") ? line.substring(3) : "";
      if (!step.isEmpty() && !LEFT_OUT.contains(step) && !LAST.contains(step)) {
        steps.add(step);
      }
    }
    steps.addAll(LAST);
    return steps;
  }

  private static String traceId(int index) {
    return String.format("c0a9a2ed%024x", index);
  }
}
