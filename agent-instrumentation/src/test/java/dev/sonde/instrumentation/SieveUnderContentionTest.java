package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sieve stands in the way of each class that is being loaded, those of the JDK too. A class
 * that it loaded itself could be the very one that is on its way, which then fails to load.
 */
class SieveUnderContentionTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path directory;

  @Test
  void whatThreadsContendForLoadsNoClass() throws Exception {
    Path loaded = directory.resolve("loaded");
    Path said = directory.resolve("said");
    Process crowd =
        new ProcessBuilder(
                JAVA,
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                CrowdAtTheSieve.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(crowd.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      crowd.destroyForcibly();
    }

    assertThat(said).hasContent("seen 2400001");
    // A LongAdder, for one, begins to use them when threads get into each other's way.
    assertThat(Files.readString(loaded, StandardCharsets.UTF_8))
        .contains("java.lang.Object ")
        .doesNotContain("java.util.Random ")
        .doesNotContain("java.util.concurrent.ThreadLocalRandom ");
  }
}
