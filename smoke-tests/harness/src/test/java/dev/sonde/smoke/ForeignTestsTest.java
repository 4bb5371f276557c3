package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests that others wrote of their own use of JDBC end as they do without the agent. */
class ForeignTestsTest {

  /** Far fewer than there are, more than a broken discovery finds. */
  private static final int MANY = 900;

  private static final String OUTCOME = "OUTCOME ";

  /** Classes of tests that start a PostgreSQL of their own. */
  private static final String NEED_POSTGRESQL =
      ".*(Pg|PG|Postgres|TestArgumentBinder|TestBatchExceptionRewrite|TestCallable"
          + "|TestCollectionArguments|TestScript).*";

  @Test
  void theTestsOfJdbiEndAsTheyDoWithoutTheAgent() throws Exception {
    Map<String, String> expected = outcomes(launch().withoutAgent().finish());
    assertThat(expected.values().stream().filter("SUCCESSFUL"::equals)).hasSizeGreaterThan(MANY);
    assertThat(expected.values()).containsOnly("SUCCESSFUL", "SKIPPED");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Launch.Finished run = launch().tracesTo(receiver).finish();

      assertThat(outcomes(run)).isEqualTo(expected);
      assertThat(run.stderr())
          .filteredOn(line -> line.contains(" [sonde] "))
          .noneMatch(line -> line.contains("ERROR") || line.contains("WARN"));
      assertThat(receiver.spans())
          .filteredOn(span -> "h2database".equals(span.attribute("db.system.name")))
          .hasSizeGreaterThan(MANY);
    }
  }

  private static Launch launch() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path app = Path.of(apps, "suite-jdbi", "target", "app.jar").toAbsolutePath().normalize();
    return Launch.java(Jdk.own(), "-jar", app.toString(), NEED_POSTGRESQL).jvm("-Xmx256m");
  }

  /** How each test ended, by its name. */
  private static Map<String, String> outcomes(Launch.Finished run) {
    assertThat(run.exit()).isZero();
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : run.stdout()) {
      if (line.startsWith(OUTCOME)) {
        String[] parts = line.split(" (?=SUCCESSFUL|FAILED|ABORTED|SKIPPED)", 2);
        outcomes.put(parts[0].substring(OUTCOME.length()), parts[1]);
      }
    }
    return outcomes;
  }
}
