package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Start and end. */
@Isolated("the ends of its JVMs are timed")
class LifecycleTest {

  /** What a shutdown may take longer with the agent than its own flush does. */
  private static final Duration BOUND = Duration.ofMillis(3500);

  @OnEverySubject
  void switchedOffItDoesNothing(Subject subject) throws Exception {
    try (ChildJvm app =
        Launch.of(subject).set("sonde.enabled", "false").set("sonde.nonsense", "1").start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.get("/threads").body()).doesNotContain("sonde");
      assertThat(app.agentLines()).isEmpty();
    }
  }

  @OnEverySubject
  void givenTwiceTheSecondSaysSo(Subject subject) throws Exception {
    try (ChildJvm app = Launch.of(subject).jvm("-javaagent:" + Launch.agentJar()).start()) {
      app.get("/hello");
      assertThat(app.counted(1)).isEqualTo(1);
      app.stop();
      assertThat(app.agentLines())
          .hasSize(2)
          .filteredOn(line -> line.contains("already running"))
          .hasSize(1);
    }
  }

  /** Neither probes nor measurements of a family of which no class is woven. */
  @Test
  void whatAnApplicationHasNotGotIsNotLoadedForIt(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("loaded.log");
    try (ChildJvm app = Launch.usual().jvm("-Xlog:class+load:file=" + log).start()) {
      app.get("/hello");
      assertThat(app.counted(1)).isEqualTo(1);
      app.stop();
    }
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" dev.sonde.boot.HttpServerProbe "))
        .anyMatch(line -> line.contains(" dev.sonde.exporters.http.HttpServerMeasurements "))
        .noneMatch(line -> line.contains(" dev.sonde.boot.JdbcProbe "))
        .noneMatch(line -> line.matches(".* dev\\.sonde\\.boot\\.(Redis|Rpc|S3).*"))
        .noneMatch(line -> line.matches(".* dev\\.sonde\\.exporters\\.(db|redis|rpc|s3)\\..*"));
  }

  @OnEveryJdk
  void theJdksOwnToolsRunWithoutIt(Jdk jdk, @TempDir Path directory) throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + Launch.agentJar());

    Launch.Finished javac = Launch.tool(jdk, environment, "javac", "-version");
    assertThat(javac.exit()).isZero();
    assertThat(javac.stderr()).noneMatch(ChildJvm::isAgentLine);

    Path store = directory.resolve("keys-" + jdk.feature());
    Launch.Finished keytool =
        Launch.tool(
            jdk, environment, "keytool", "-list", "-keystore", store.toString(), "-storepass", "x");
    assertThat(keytool.stderr()).noneMatch(ChildJvm::isAgentLine);
    assertThat(Files.exists(store)).isFalse();

    Launch.Finished jcmd = Launch.tool(jdk, environment, "jcmd", "-l");
    assertThat(jcmd.exit()).isZero();
    assertThat(jcmd.stderr()).noneMatch(ChildJvm::isAgentLine);
  }

  @Test
  void aTakenPortIsOneLineAndIsTriedAgain() throws Exception {
    ServerSocket taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress());
    int port = taken.getLocalPort();
    Launch launch = Launch.usual().set("sonde.prometheus.port", Integer.toString(port));
    try (ChildJvm app = launch.start()) {
      app.awaitAgentLine(Integer.toString(port));
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.agentLines("WARN")).singleElement().asString().contains("" + port);

      taken.close();
      RawHttp.awaitListening(port, Duration.ofSeconds(90));
      String page = RawHttp.exchange(port, "/metrics");
      assertThat(page).startsWith("HTTP/1.1 200").contains(ChildJvm.REQUESTS);
      assertThat(app.agentLines("WARN")).hasSize(1);
    } finally {
      taken.close();
    }
  }

  @OnEverySubject
  void theTermSignalEndsTheApplicationInTime(Subject subject) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).start()) {
      app.get("/hello");
      assertThat(app.counted(1)).isEqualTo(1);
      app.terminate();
      assertThat(app.awaitExit(BOUND)).isEqualTo(143);
      assertThat(app.stdout().lines()).contains("BYE");
      assertThat(receiver.spans()).hasSize(1);
    }
  }

  @Test
  void anExitDoesNotWaitForACollectorThatHangs() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answer(OtlpAnswer.slow(latch));
      try (ChildJvm app = Launch.usual().tracesTo(receiver).start()) {
        app.get("/hello");
        receiver.awaitRequests(1);
        app.get("/hello");
        RawHttp.exchange(app.port(), "/exit?code=3");
        assertThat(app.awaitExit(BOUND)).isEqualTo(3);
      } finally {
        latch.countDown();
      }
    }
  }

  @OnEveryJdk
  void theCommandLineTellsItsVersion(Jdk jdk) throws Exception {
    Launch.Finished version = Launch.commandLine(jdk).arguments("--version").finish();

    assertThat(version.exit()).isZero();
    assertThat(version.stdout()).singleElement().asString().matches("(?i)sonde .*\\d+\\.\\d+.*");
    assertThat(version.stderr()).isEmpty();
  }
}
