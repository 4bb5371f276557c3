package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.smoke.StepByStep.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The same Redis commands with this agent and with the OpenTelemetry agent, by each client. */
class OpenTelemetryRedisComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");

  /** Each has a chapter of the document. */
  private static final List<String> CLIENTS = List.of("Jedis", "Lettuce", "Redisson");

  /** What the clients send for themselves when they connect. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("CLIENT", "CLUSTER", "COMMAND", "HELLO", "INFO", "PING", "PIPELINE CLIENT", "PUBSUB");

  @Test
  void whatEitherTellsAloneIsDocumentedWithItsReason() throws Exception {
    Map<String, Differences> found = new LinkedHashMap<>();
    try (DatabaseServer redis = DatabaseServer.redis();
        RedisCluster cluster = RedisCluster.start()) {
      StepByStep ours = StepByStep.withThisAgent(launch(redis, cluster), this::steps);
      StepByStep theirs = StepByStep.withTheOther(launch(redis, cluster), this::steps);
      assertThat(theirs.steps()).isEqualTo(ours.steps()).hasSizeGreaterThan(70);
      assertThat(theirs.answers()).isEqualTo(ours.answers());
      for (int i = 0; i < ours.steps().size(); i++) {
        Step step = ours.steps().get(i);
        found
            .computeIfAbsent(client(step), client -> new Differences())
            .addCalls(step.name(), asked(ours.of(i)), asked(theirs.of(i)));
      }
      Differences metrics = new Differences();
      metrics.addMetrics("db.client.operation.", ours.metrics(), theirs.metrics());
      found.put("Redis", metrics);
    }

    SoftAssertions softly = new SoftAssertions();
    for (Map.Entry<String, Differences> each : found.entrySet()) {
      Differences documented = Differences.documented(DOCUMENT, each.getKey());
      softly.assertThat(each.getValue().unlike(documented)).as(each.getKey()).isEmpty();
    }
    softly.assertAll();
  }

  private static Launch launch(DatabaseServer redis, RedisCluster cluster) {
    return RedisApp.launch(Jdk.own(), redis, cluster)
        .set("otel.instrumentation.lettuce.connection-telemetry.enabled", "true");
  }

  private List<Step> steps(ChildJvm app) throws Exception {
    List<Step> steps = new ArrayList<>();
    for (String client : CLIENTS) {
      String name = client.toLowerCase(Locale.ROOT);
      String path = "/steps/" + name + '/' + RedisApp.newest(name);
      for (String step : app.get(path).body().lines().toList()) {
        steps.add(new Step(path, step));
      }
    }
    return steps;
  }

  private static List<ReceivedSpan> asked(List<ReceivedSpan> spans) {
    return spans.stream()
        .filter(span -> !CLIENTS_OWN.contains(String.valueOf(span.attribute("db.operation.name"))))
        .toList();
  }

  private static String client(Step step) {
    return CLIENTS.stream()
        .filter(client -> step.path().contains('/' + client.toLowerCase(Locale.ROOT) + '/'))
        .findFirst()
        .orElseThrow();
  }
}
