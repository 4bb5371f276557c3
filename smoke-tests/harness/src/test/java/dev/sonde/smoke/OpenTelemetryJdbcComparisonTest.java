package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.smoke.StepByStep.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same database calls with this agent and with the OpenTelemetry agent. */
class OpenTelemetryJdbcComparisonTest {

  private static final Path DOCUMENT = Path.of("../../docs/compared-with-opentelemetry.md");

  /** A database without a server and one with. */
  private static final List<Database> DATABASES = List.of(Database.H2, Database.POSTGRESQL);

  /** What takes long, and what reaches the driver now and then. */
  private static final Set<String> LEFT_OUT = Set.of("time-out", "closed connection");

  /** After the last one the other agent tells no more of what its thread executes. */
  private static final List<String> LAST = List.of("closed statement", "no SQL");

  @Test
  void whatEitherTellsAloneIsDocumentedWithItsReason() throws Exception {
    Differences found = new Differences();
    try (DatabaseServers servers = new DatabaseServers()) {
      for (Database database : DATABASES) {
        StepByStep ours =
            StepByStep.withThisAgent(
                launch(database, servers), OpenTelemetryJdbcComparisonTest::steps);
        StepByStep theirs =
            StepByStep.withTheOther(
                launch(database, servers), OpenTelemetryJdbcComparisonTest::steps);
        assertThat(theirs.steps()).isEqualTo(ours.steps()).hasSizeGreaterThan(30);
        for (int i = 0; i < ours.steps().size(); i++) {
          String step = ours.steps().get(i).name();
          assertThat(ours.answers().get(i)).startsWith("-- " + step);
          assertThat(theirs.answers().get(i)).startsWith("-- " + step);
          found.addCalls(step, ours.of(i), theirs.of(i));
        }
        found.addMetrics("db.client.", ours.metrics(), theirs.metrics());
      }
    }

    assertThat(found.unlike(Differences.documented(DOCUMENT, "Databases"))).isEmpty();
  }

  private static Launch launch(Database database, DatabaseServers servers) throws Exception {
    return database
        .launch(Jdk.own(), servers)
        .set("otel.instrumentation.jdbc-datasource.enabled", "true")
        .set("otel.instrumentation.jdbc.experimental.transaction.enabled", "true");
  }

  /** The steps of the scenario as it was run once already, through a pool now. */
  private static List<Step> steps(ChildJvm app) {
    List<String> steps = new ArrayList<>();
    for (String line : app.stdout().lines()) {
      String step = line.startsWith("-- ") ? line.substring(3) : "";
      if (!step.isEmpty() && !LEFT_OUT.contains(step) && !LAST.contains(step)) {
        steps.add(step);
      }
    }
    steps.addAll(LAST);
    return steps.stream().map(step -> new Step("/by/hikari", step)).toList();
  }
}
