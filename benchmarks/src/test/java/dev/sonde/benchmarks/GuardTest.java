package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * What the agent adds, by figures that do not depend on how fast the machine is. One that gets
 * worse by more than a twentieth fails; {@code guard.properties} has what they are today.
 */
class GuardTest {

  private static final String ALL = "sonde, all sampled";
  private static final String NONE_SAMPLED = "sonde, none sampled";
  private static final double TOLERANCE = 1.05;

  /** Not the time is measured; a little work in between is enough. */
  private static final int BYTES_BETWEEN = 64;

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Variants variants = new Variants(ROOT, System.getProperty("java.class.path"));

  @Test
  void bytesOfARequest() throws Exception {
    List<String> work = List.of(MemoryServer.class.getName());
    assertAddedBytes("request", work);
  }

  @Test
  void bytesOfAQuery() throws Exception {
    List<String> work = List.of(Query.class.getName(), "jdbc:h2:mem:guard");
    assertAddedBytes("query", work);
  }

  private void assertAddedBytes(String of, List<String> work) throws Exception {
    double without = bytes(Variants.NONE, work);
    assertNoWorse("bytes." + of + ".unsampled", bytes(NONE_SAMPLED, work) - without);
    assertNoWorse("bytes." + of + ".sampled", bytes(ALL, work) - without);
  }

  /** Interpreted: the compiler removes what it can, and not in each run the same. */
  private double bytes(String variant, List<String> work) throws Exception {
    try (MeasuredWork measured = MeasuredWork.start(variants, variant, work, "-Xint")) {
      measured.block(500, BYTES_BETWEEN);
      double bytes = Double.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        bytes = Math.min(bytes, measured.block(1000, BYTES_BETWEEN)[MeasuredWork.THREAD_BYTES]);
      }
      return bytes;
    }
  }

  @Test
  void theCompilerLeavesTheProbesOutOfTheirCallers() throws Exception {
    Path log = Path.of("target/compilation.log").toAbsolutePath();
    Files.deleteIfExists(log);
    List<String> work = List.of(MemoryServer.class.getName());
    String[] options = {"-XX:+LogCompilation", "-XX:LogFile=" + log};
    try (MeasuredWork measured = MeasuredWork.start(variants, NONE_SAMPLED, work, options)) {
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
    Server.Usage without = usage(Variants.NONE);
    Server.Usage with = usage(ALL);
    assertNoWorse("classes", with.classes() - without.classes());
    assertNoWorse("threads", with.threads() - without.threads());
  }

  /** After some requests, when no more classes come. */
  private Server.Usage usage(String variant) throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        Server server =
            Server.start(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                variants.classPath(),
                variants.options(variant, receiver.port()),
                List.of("tomcat", "0"))) {
      Server.Usage last = server.usage(false);
      for (int same = 0, i = 0; same < 5 && i < 200; i++) {
        server.load(1, 100);
        Server.Usage usage = server.usage(false);
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
