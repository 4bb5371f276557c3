package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same gRPC calls with this agent and with the OpenTelemetry agent. */
class OpenTelemetryGrpcComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");
  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);
  private static final int SIDES = 2;

  /** Whether the server hears of its own deadline or of the client's first. */
  private static final String BY_CHANCE = "deadline";

  /** What came over OTLP from one run, step by step. */
  private record Told(Map<String, List<ReceivedSpan>> steps, List<Metric> metrics) {}

  @Test
  void whatOnlyTheOtherTellsIsDocumentedWithItsReason() throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    Told ours = run(GrpcCalls.launch("Transports"));
    Told theirs =
        run(GrpcCalls.launch("Transports").withoutAgent().jvm("-javaagent:" + other, "-Xmx256m"));
    Differences found = new Differences();
    theirs.steps.forEach((step, spans) -> found.addSides(step, ours.steps.get(step), spans));
    found.addMetrics("rpc.", ours.metrics, theirs.metrics);

    assertThat(found.unlike(Differences.documented(DOCUMENT, "gRPC"))).isEmpty();
  }

  /** Each step once, over Netty; what is off by default is on. */
  private static Told run(Launch launch) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.semconv-stability.opt-in", "rpc")
                .set("otel.instrumentation.grpc.experimental-span-attributes", "true")
                .set("otel.instrumentation.grpc.capture-metadata.client.request", "x-do")
                .set("otel.instrumentation.grpc.capture-metadata.server.request", "x-do")
                .start()) {
      Map<String, List<ReceivedSpan>> steps = new LinkedHashMap<>();
      int seen = 0;
      for (String step : GrpcTransportsTest.STEPS.keySet()) {
        if (step.equals(BY_CHANCE)) {
          continue;
        }
        app.get("/netty/" + step);
        int before = seen;
        List<ReceivedSpan> calls =
            Await.until(TO_ARRIVE, () -> calls(receiver), all -> all.size() >= before + SIDES);
        steps.put(step, calls.subList(before, calls.size()));
        seen = calls.size();
      }
      app.stop();
      return new Told(steps, receiver.metrics());
    }
  }

  /** The application is asked for its steps by HTTP, which only one of the agents tells. */
  private static List<ReceivedSpan> calls(OtlpReceiver receiver) {
    List<ReceivedSpan> calls = new ArrayList<>();
    for (ReceivedSpan span : receiver.spans()) {
      if (span.attributes().keySet().stream().anyMatch(name -> name.startsWith("rpc."))) {
        calls.add(span);
      }
    }
    return calls;
  }
}
