package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A war with drivers and a pool of its own is deployed and undeployed again and again: of each
 * deployment nothing is left, whatever the agent keeps of what it saw.
 */
class RedeployTest {

  private static final List<String> WAYS = List.of("pool", "spy", "h2", "hsqldb");
  private static final String STATEMENTS = "db_client_operation_duration_seconds_count";

  static Stream<Jdk> jdks() {
    return Stream.of(8, 17, 25).map(Jdk::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void noClassLoaderOfAWarIsKept(Jdk jdk) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(jdk).tracesTo(receiver).start()) {
      deployed(app);
      used(app);
      undeployed(app, "properly", 1);
      for (int i = 2; i <= 3; i++) {
        deployed(app);
        used(app);
        leftOpen(app);
        undeployed(app, "dropped", i);
      }
      MetricsPage page = app.metrics();
      assertThat(page.sum(STATEMENTS, "db_system_name", "h2database")).isGreaterThan(150);
      assertThat(page.sum(STATEMENTS, "db_system_name", "hsqldb")).isGreaterThan(150);
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(receiver.spans())
          .filteredOn(span -> span.attributes().containsKey("error.type"))
          .hasSizeGreaterThan(12);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void norWithoutTheAgentNorWhereItComesLater(Jdk jdk) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = launch(jdk).tracesTo(receiver).withoutAgent().start()) {
      deployed(app);
      used(app);
      undeployed(app, "properly", 1);
      deployed(app);
      used(app);
      leftOpen(app);
      undeployed(app, "dropped", 2);

      deployed(app);
      used(app);
      leftOpen(app);
      Launch.Finished attached =
          Launch.commandLine(jdk).arguments("attach", Long.toString(app.pid())).finish();
      assertThat(attached.exit()).as("%s", attached.stderr()).isZero();
      app.awaitAgentLine("ready in");
      used(app);
      leftOpen(app);
      undeployed(app, "dropped", 3);
      assertThat(app.metrics().sum(STATEMENTS)).isGreaterThan(100);
      assertThat(app.agentLines("WARN")).isEmpty();
      assertThat(app.agentLines("ERROR")).isEmpty();
    }
  }

  private static Launch launch(Jdk jdk) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path module = Path.of(apps, "app-jdbc", "target").toAbsolutePath().normalize();
    return Launch.java(
        jdk,
        "-cp",
        module.resolve("app.jar").toString(),
        "dev.sonde.smoke.app.Redeploying",
        module.resolve("war").toString());
  }

  private static void deployed(ChildJvm app) throws Exception {
    assertThat(app.get("/manager/deploy").body()).isEqualTo("STARTED");
  }

  /** Statements in each way, and requests that end with an exception of the driver's. */
  private static void used(ChildJvm app) throws Exception {
    for (String way : WAYS) {
      assertThat(app.get("/shop/orders/" + way).body()).startsWith("rows ");
      assertThat(app.get("/shop/orders/" + way + "?fail=yes").statusCode()).isEqualTo(500);
    }
  }

  /** Connections that nobody closes, each with a transaction, a batch and a half-read result. */
  private static void leftOpen(ChildJvm app) throws Exception {
    for (String way : List.of("spy", "h2")) {
      assertThat(app.get("/shop/orders/" + way + "?leave=open").body()).isEqualTo("rows 1\n");
    }
  }

  private static void undeployed(ChildJvm app, String ending, int times) throws Exception {
    assertThat(app.get("/manager/undeploy?ending=" + ending).body()).isEqualTo("UNDEPLOYED");
    assertThat(app.get("/manager/loaders").body()).isEqualTo("0 of " + times);
  }
}
