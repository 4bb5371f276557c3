package dev.sonde.smoke;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application does something step by step, each in a request of its own: what it answers, and
 * what an agent tells of it over OTLP.
 */
record StepByStep(
    List<Step> steps, List<String> answers, List<ReceivedSpan> spans, List<Metric> metrics) {

  private static final Duration TO_ARRIVE = Duration.ofSeconds(2);

  /** What is done when a path is asked for its name. */
  record Step(String path, String name) {}

  /** Finds out what the steps are. */
  interface Steps {
    List<Step> of(ChildJvm app) throws Exception;
  }

  static StepByStep withThisAgent(Launch launch, Steps steps) throws Exception {
    return run(launch, steps);
  }

  /** With the OpenTelemetry agent, that follows the stable conventions for databases. */
  static StepByStep withTheOther(Launch launch, Steps steps) throws Exception {
    Path other = Isolation.other("opentelemetry-javaagent.jar");
    if (!Files.isRegularFile(other)) {
      Prerequisite.missing("There is no " + other + ": build smoke-tests/app-isolation first");
    }
    return run(launch.withoutAgent().jvm("-javaagent:" + other, "-Xmx256m"), steps);
  }

  private static StepByStep run(Launch launch, Steps steps) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch
                .tracesTo(receiver)
                .set("otel.exporter.otlp.endpoint", receiver.endpoint())
                .set("otel.metrics.exporter", "otlp")
                .set("otel.logs.exporter", "none")
                .set("otel.bsp.schedule.delay", "100")
                .set("otel.semconv-stability.opt-in", "database")
                .start()) {
      List<Step> all = steps.of(app);
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        String name = URLEncoder.encode(all.get(i).name(), StandardCharsets.UTF_8);
        String traceparent = "00-" + traceId(i) + "-00f067aa0ba902b7-01";
        String path = all.get(i).path() + "?step=" + name;
        answers.add(app.get(path, "traceparent", traceparent).body());
      }
      Await.until(TO_ARRIVE, receiver::spans, spans -> requests(spans) >= all.size());
      app.stop();
      return new StepByStep(all, answers, receiver.spans(), receiver.metrics());
    }
  }

  private static long requests(List<ReceivedSpan> spans) {
    return spans.stream()
        .filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER)
        .filter(span -> !span.parentId().isEmpty())
        .count();
  }

  /** The spans of a step. */
  List<ReceivedSpan> of(int index) {
    return spans.stream().filter(span -> span.traceId().equals(traceId(index))).toList();
  }

  private static String traceId(int index) {
    return String.format("c0a9a2ed%024x", index);
  }
}
