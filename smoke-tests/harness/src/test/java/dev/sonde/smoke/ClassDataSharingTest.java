package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of loaded classes that the application made without the agent stay in use with it. */
@Isolated("what its JVMs load and when should be chance as little as possible")
class ClassDataSharingTest {

  /** The part of the shared classes that must stay shared. */
  private static final double KEPT = 0.95;

  private static final Pattern LOADED = Pattern.compile(".* (\\S+) source: (.*)");

  /** The classes that came from an archive, those without a lasting name left out. */
  private static Set<String> shared(Path log) throws Exception {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher loaded = LOADED.matcher(line);
      if (loaded.matches()
          && loaded.group(2).startsWith("shared objects file")
          && !loaded.group(1).contains("0x")) {
        names.add(loaded.group(1));
      }
    }
    return names;
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 21, 25})
  void anApplicationArchiveStaysInUse(int feature, @TempDir Path directory) throws Exception {
    Jdk jdk = found(feature);
    Path archive = directory.resolve("app.jsa");
    train(on(jdk).withoutAgent(), "-XX:ArchiveClassesAtExit=" + archive);

    String use = "-XX:SharedArchiveFile=" + archive;
    Set<String> without = start(on(jdk).withoutAgent(), directory.resolve("without.log"), use);
    Set<String> with = start(on(jdk), directory.resolve("with.log"), use);
    assertThat(without).anyMatch(name -> name.startsWith("org.apache.catalina."));
    assertThat(kept(without, with)).isGreaterThan(KEPT);
  }

  @Test
  void anAotCacheWithoutLinkedClassesStaysInUse(@TempDir Path directory) throws Exception {
    Jdk jdk = found(25);
    Path cache = directory.resolve("app.aot");
    train(on(jdk).withoutAgent().jvm("-XX:-AOTClassLinking"), "-XX:AOTCacheOutput=" + cache);

    String use = "-XX:AOTCache=" + cache;
    Set<String> without = start(on(jdk).withoutAgent(), directory.resolve("without.log"), use);
    Set<String> with = start(on(jdk), directory.resolve("with.log"), use);
    assertThat(kept(without, with)).isGreaterThan(KEPT);
  }

  /** The JVM itself refuses such a cache with any agent; what is measured must not suffer. */
  @Test
  void anAotCacheThatTheJvmRefusesLosesNoMeasurement(@TempDir Path directory) throws Exception {
    Jdk jdk = found(25);
    Path cache = directory.resolve("app.aot");
    train(on(jdk).withoutAgent(), "-XX:AOTCacheOutput=" + cache);

    start(on(jdk), directory.resolve("with.log"), "-XX:AOTCache=" + cache);
  }

  @Test
  void anAotCacheThatWasMadeWithTheAgentIsUsedWithIt(@TempDir Path directory) throws Exception {
    Jdk jdk = found(25);
    Path plain = directory.resolve("plain.aot");
    train(on(jdk).withoutAgent(), "-XX:AOTCacheOutput=" + plain);
    Path cache = directory.resolve("app.aot");
    train(on(jdk), "-XX:AOTCacheOutput=" + cache);

    Set<String> without =
        start(on(jdk).withoutAgent(), directory.resolve("without.log"), "-XX:AOTCache=" + plain);
    Set<String> with = start(on(jdk), directory.resolve("with.log"), "-XX:AOTCache=" + cache);
    assertThat(kept(without, with)).isGreaterThan(KEPT);
  }

  @Test
  void anAotCacheThatWasMadeWithTheAgentHoldsNothingOfIt(@TempDir Path directory) throws Exception {
    Jdk jdk = found(25);
    Path cache = directory.resolve("app.aot");
    train(on(jdk).jvm("-XX:-AOTClassLinking"), "-XX:AOTCacheOutput=" + cache);

    Set<String> without =
        start(on(jdk).withoutAgent(), directory.resolve("without.log"), "-XX:AOTCache=" + cache);
    assertThat(without)
        .anyMatch(name -> name.startsWith("org.apache.catalina."))
        .noneMatch(name -> name.startsWith("dev.sonde.boot."));
  }

  /** The part of what is shared without the agent that is shared with it, too. */
  private static double kept(Set<String> without, Set<String> with) {
    Set<String> both = new HashSet<>(without);
    both.retainAll(with);
    System.out.printf(
        "shared without the agent %d, with it %d, in both %d%n",
        without.size(), with.size(), both.size());
    return (double) both.size() / without.size();
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

  /** Runs the application so that it leaves an archive of what it loaded. */
  private static void train(Launch launch, String option) throws Exception {
    try (ChildJvm app = launch.jvm(option).start()) {
      app.get("/hello");
      RawHttp.exchange(app.port(), "/exit?code=0");
      app.awaitExit(Duration.ofSeconds(60));
    }
    assertThat(Path.of(option.substring(option.indexOf('=') + 1))).isNotEmptyFile();
  }

  private static Set<String> start(Launch launch, Path log, String option) throws Exception {
    boolean agent = log.endsWith("with.log");
    try (ChildJvm app = launch.jvm(option, "-Xlog:class+load:file=" + log).start()) {
      app.get("/hello");
      if (agent) {
        assertThat(app.counted(1)).isEqualTo(1);
      }
      app.stop();
      assertThat(app.stdout().lines()).noneMatch(line -> line.contains("Sharing is only"));
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Sharing is only"));
    }
    return shared(log);
  }
}
