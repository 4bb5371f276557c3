package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of loaded classes that the application made without the agent stay in use with it. */
class ClassDataSharingTest {

  private static final String COUNT = "http_server_request_duration_seconds_count";

  /** The part of the shared classes that must stay shared. */
  private static final double KEPT = 0.95;

  private record Start(long shared, long loaded) {}

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 21, 25})
  void anApplicationArchiveStaysInUse(int feature, @TempDir Path directory) throws Exception {
    Jdk jdk = found(feature);
    Path archive = directory.resolve("app.jsa");
    train(jdk, "-XX:ArchiveClassesAtExit=" + archive);
    assertThat(archive).isNotEmptyFile();

    String use = "-XX:SharedArchiveFile=" + archive;
    Start without = start(on(jdk).withoutAgent(), directory.resolve("without.log"), use);
    Start with = start(on(jdk), directory.resolve("with.log"), use);
    System.out.println("AppCDS on " + jdk + ": without " + without + ", with the agent " + with);
    assertThat(with.shared).isGreaterThan((long) (KEPT * without.shared));
  }

  @Test
  void anAotCacheDoesNotLoseMeasurements(@TempDir Path directory) throws Exception {
    Jdk jdk = found(25);
    Path cache = directory.resolve("app.aot");
    train(jdk, "-XX:AOTCacheOutput=" + cache);
    assertThat(cache).isNotEmptyFile();

    String use = "-XX:AOTCache=" + cache;
    Start without = start(on(jdk).withoutAgent(), directory.resolve("without.log"), use);
    Start with = start(on(jdk), directory.resolve("with.log"), use);
    System.out.println("AOT cache on " + jdk + ": without " + without + ", with the agent " + with);
  }

  private static Launch on(Jdk jdk) {
    return Launch.of(new Subject(App.TOMCAT_10, jdk));
  }

  /** A JDK that is there; a required one that is not there fails or skips the test. */
  private static Jdk found(int feature) {
    Jdk jdk = Jdk.of(feature);
    jdk.tool("java");
    return jdk;
  }

  /** Runs the application without the agent and leaves an archive of what it loaded. */
  private static void train(Jdk jdk, String option) throws Exception {
    try (ChildJvm app = on(jdk).withoutAgent().jvm(option).start()) {
      app.get("/hello");
      RawHttp.exchange(app.port(), "/exit?code=0");
      app.awaitExit(Duration.ofSeconds(60));
    }
  }

  private static Start start(Launch launch, Path log, String option) throws Exception {
    boolean agent = log.endsWith("with.log");
    try (ChildJvm app =
        launch.jvm(option, "-Xlog:class+load:file=" + log, "-Xshare:auto").start()) {
      app.get("/hello");
      if (agent) {
        double count = Await.until(app::metrics, page -> page.sum(COUNT) == 1).sum(COUNT);
        assertThat(count).isEqualTo(1);
      }
      app.stop();
      assertThat(app.stdout().lines()).noneMatch(line -> line.contains("Sharing is only"));
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Sharing is only"));
    }
    return new Start(count(log, "source: shared objects file"), count(log, " source: "));
  }

  private static long count(Path log, String text) throws Exception {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }
}
