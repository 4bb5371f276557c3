package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the agent adds, by figures that do not depend on how fast the machine is. One that gets
 * worse by more than a twentieth fails; {@code guard.properties} has what they are today.
 */
class GuardTest {

  private static final Variant ALL = new Variant(Agent.SONDE, Sampling.ALL);
  private static final Variant NONE_SAMPLED = new Variant(Agent.SONDE, Sampling.NONE);
  private static final double TOLERANCE = 1.05;

  /** Not the time is measured; a little work in between is enough. */
  private static final int BYTES_BETWEEN = 64;

  private static final int TIMES = 1000;
  private static final int BLOCKS = 3;

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Installation installation =
      new Installation(
          ROOT,
          Installation.launcher(Path.of(System.getProperty("java.home"))),
          System.getProperty("java.class.path"));

  @Test
  void bytesOfARequestWhateverTheFiltersBeforeItsServlet() throws Exception {
    Added direct = added(List.of(MemoryServer.class.getName()));
    assertNoWorse("request", direct);
    // Not to the twentieth: it is the very same, but for a half that is rounded.
    Added filtered = added(List.of(MemoryServer.class.getName(), "10"));
    assertThat(filtered.unsampled()).isCloseTo(direct.unsampled(), within(1L));
    assertThat(filtered.sampled()).isCloseTo(direct.sampled(), within(1L));
    assertThat(filtered.spans()).isEqualTo(1);
  }

  @Test
  void bytesOfAQuery() throws Exception {
    assertNoWorse("query", added(List.of(Query.class.getName(), "jdbc:h2:mem:guard")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis", "lettuce", "redisson"})
  void bytesOfARedisCommand(String client) throws Exception {
    assertNoWorse(client, added(List.of(RedisGet.class.getName(), client)));
  }

  @Test
  void bytesOfARemoteCallOnBothSides() throws Exception {
    assertNoWorse("grpc", added(List.of(GrpcUnary.class.getName())));
  }

  /** What is added to doing it once: bytes, not sampled and sampled, and spans where it is. */
  private record Added(long unsampled, long sampled, double spans) {}

  private Added added(List<String> work) throws Exception {
    Once without = once(Variant.NO_AGENT, work);
    Once unsampled = once(NONE_SAMPLED, work);
    Once sampled = once(ALL, work);
    return new Added(
        unsampled.bytes() - without.bytes(), sampled.bytes() - without.bytes(), sampled.spans());
  }

  /** What it takes to do it once; what it takes now and then is no whole byte of that. */
  private record Once(long bytes, double spans) {}

  /** Interpreted: the compiler removes what it can, and not in each run the same. */
  private Once once(Variant variant, List<String> work) throws Exception {
    try (MeasuredWork measured = MeasuredWork.start(installation, variant, work, "-Xint")) {
      measured.block(TIMES, BYTES_BETWEEN);
      double bytes = Double.MAX_VALUE;
      for (int i = 0; i < BLOCKS; i++) {
        bytes = Math.min(bytes, measured.block(TIMES, BYTES_BETWEEN)[MeasuredWork.THREAD_BYTES]);
      }
      return new Once(Math.round(bytes), (double) measured.end() / (TIMES + BLOCKS * TIMES));
    }
  }

  private static void assertNoWorse(String of, Added added) throws IOException {
    assertNoWorse("bytes." + of + ".unsampled", added.unsampled());
    assertNoWorse("bytes." + of + ".sampled", added.sampled());
  }

  @Test
  void theCompilerLeavesTheProbesOutOfTheirCallers() throws Exception {
    Path log = Path.of("target/compilation.log").toAbsolutePath();
    Files.deleteIfExists(log);
    List<String> work = List.of(MemoryServer.class.getName());
    String[] options = {"-XX:+LogCompilation", "-XX:LogFile=" + log};
    try (MeasuredWork measured = MeasuredWork.start(installation, NONE_SAMPLED, work, options)) {
      measured.block(20_000, 0);
    }
    CompilationLog read = CompilationLog.read(log);
    for (String probe : List.of("start", "end")) {
      String method = "dev.sonde.boot.HttpServerProbe " + probe;
      assertThat(read.leftOut()).contains(method);
      assertThat(read.inlined()).doesNotContain(method);
    }
  }

  @Test
  void classesAndThreadsOfAStart() throws Exception {
    Usage without = usage(Variant.NO_AGENT);
    Usage with = usage(ALL);
    assertNoWorse("classes", with.classes() - without.classes());
    assertNoWorse("threads", with.threads() - without.threads());
  }

  /** After some requests, when no more classes come. */
  private Usage usage(Variant variant) throws Exception {
    Stage stage = new Stage(installation, "tomcat", true);
    try (Trial trial = stage.start(variant, stage.application(HelloServer.HELLO))) {
      Server server = trial.server();
      Usage last = server.usage();
      for (int same = 0, i = 0; same < 5 && i < 200; i++) {
        server.load(1, "/hello").send(100);
        Usage usage = server.usage();
        same =
            usage.classes() == last.classes() && usage.threads() == last.threads() ? same + 1 : 0;
        last = usage;
      }
      return last;
    }
  }

  @Test
  void sizeOfTheJar() throws IOException {
    assertNoWorse("jar", Files.size(ROOT.resolve("agent/target/sonde.jar")));
  }

  private static void assertNoWorse(String figure, double measured) throws IOException {
    Properties figures = new Properties();
    try (Reader in = Files.newBufferedReader(ROOT.resolve("benchmarks/guard.properties"))) {
      figures.load(in);
    }
    String kept = figures.getProperty(figure);
    System.out.println(figure + " = " + measured + ", kept: " + kept);
    assertThat(kept).as(figure).isNotNull();
    assertThat(measured).as(figure).isLessThanOrEqualTo(Double.parseDouble(kept) * TOLERANCE);
  }
}
