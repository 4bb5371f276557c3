package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.Families;
import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import dev.sonde.instrumentation.sample.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SieveTest {

  private static final String NAME = Samples.GREETER.replace('.', '/');

  @TempDir private Path directory;
  private final SelfStats stats = new SelfStats();
  private final ClassLoader application = new ClassLoader(SieveTest.class.getClassLoader()) {};

  @BeforeEach
  void logToAFile() {
    Log.configure(Config.read("log.file=" + directory.resolve("log")));
  }

  @AfterEach
  void logAsUsual() {
    Log.configure(Config.read(null));
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(directory.resolve("log")).stream()
        .filter(line -> line.contains("[sonde]"))
        .toList();
  }

  private Sieve sieve(String advice, String... excluded) {
    Target target = new Target(Samples.GREETER).weave(Samples.GREET, Samples.advice(advice));
    Sieve.Entry entry = new Sieve.Entry(Samples.library(target), target);
    return new Sieve(
        Map.of(NAME, entry), new Roles(), new Globs(List.of(excluded)), new Families(), stats);
  }

  private long errors() {
    return stats.errors().values().stream()
        .flatMap(phases -> phases.values().stream())
        .mapToLong(adder -> adder.sum())
        .sum();
  }

  @Test
  void aKnownClassIsWoven() throws IOException {
    byte[] bytes = Samples.bytesOf(Greeter.class);

    assertThat(sieve("SeeingAdvice").transform(application, NAME, null, null, bytes))
        .isNotNull()
        .isNotEqualTo(bytes);
    assertThat(stats.classesWoven().get("sample").sum()).isEqualTo(1);
    assertThat(log()).isEmpty();
  }

  @Test
  void anUnknownClassPassesWhateverItsBytesAre() throws IOException {
    Sieve sieve = sieve("SeeingAdvice");

    assertThat(sieve.transform(application, "a/B", null, null, new byte[0])).isNull();
    assertThat(sieve.transform(null, null, null, null, new byte[0])).isNull();
    assertThat(stats.classesSeen()).isEqualTo(2);
    assertThat(errors()).isZero();
    assertThat(log()).isEmpty();
  }

  @Test
  void theAgentsOwnLoaderIsLeftAlone() throws IOException {
    byte[] bytes = Samples.bytesOf(Greeter.class);
    ClassLoader own = Sieve.class.getClassLoader();

    assertThat(sieve("SeeingAdvice").transform(own, NAME, null, null, bytes)).isNull();
  }

  @Test
  void anExcludedClassIsLeftAsItIs() throws IOException {
    Sieve sieve = sieve("SeeingAdvice", "*.Greeter");
    byte[] bytes = Samples.bytesOf(Greeter.class);

    assertThat(sieve.transform(application, NAME, null, null, bytes)).isNull();
    assertThat(errors()).isZero();
  }

  @Test
  void malformedBytesAreLeftCountedAndLoggedOnce() throws IOException {
    Sieve sieve = sieve("SeeingAdvice");
    byte[] bytes = Samples.bytesOf(Greeter.class);
    byte[] half = java.util.Arrays.copyOf(bytes, bytes.length / 2);

    assertThat(sieve.transform(application, NAME, null, null, half)).isNull();
    assertThat(sieve.transform(application, NAME, null, null, new byte[] {1, 2})).isNull();
    assertThat(errors()).isEqualTo(2);
    assertThat(log()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aClassFileThatIsTooNewIsLeftAndCounted() throws IOException {
    byte[] bytes = Samples.bytesOf(Greeter.class);
    bytes[6] = 1;
    bytes[7] = 0;

    assertThat(sieve("SeeingAdvice").transform(application, NAME, null, null, bytes)).isNull();
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void aMismatchFailsTheModuleWithOneLine() throws IOException {
    Sieve sieve = sieve("MismatchedAdvice");
    byte[] bytes = Samples.bytesOf(Greeter.class);
    ClassLoader withoutTomcat = Samples.withoutTomcat();

    assertThat(sieve.transform(withoutTomcat, NAME, null, null, bytes)).isNull();
    assertThat(sieve.transform(withoutTomcat, NAME, null, null, bytes)).isNull();
    assertThat(stats.modules()).containsEntry("sample", SelfStats.ModuleState.FAILED);
    assertThat(log())
        .singleElement()
        .asString()
        .contains("WARN", "sample", "org.apache.coyote.Request", Samples.GREETER);
  }

  @Test
  void aLoaderThatThrowsLeavesTheClass() throws IOException {
    byte[] bytes = Samples.bytesOf(Greeter.class);

    assertThat(sieve("MismatchedAdvice").transform(throwing(), NAME, null, null, bytes)).isNull();
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void ofAnApplicationThatWasStoppedLoadedClassesStayAsTheyAre() throws IOException {
    byte[] bytes = Samples.bytesOf(Greeter.class);

    assertThat(sieve("MismatchedAdvice").transform(throwing(), NAME, Greeter.class, null, bytes))
        .isNull();
    assertThat(errors()).isZero();
    assertThat(log()).isEmpty();
  }

  private ClassLoader throwing() {
    return new ClassLoader(application) {
      @Override
      public InputStream getResourceAsStream(String name) {
        throw new IllegalStateException("closed");
      }
    };
  }

  @Test
  void aLoaderThatLoadsAWovenClassWhileAskedForAResourceIsWoven() throws IOException {
    Sieve sieve = sieve("SeeingAdvice");
    byte[] bytes = Samples.bytesOf(Greeter.class);
    int[] depth = new int[1];
    ClassLoader nested =
        new ClassLoader(application) {
          @Override
          public InputStream getResourceAsStream(String name) {
            if (depth[0]++ == 0) {
              assertThat(sieve.transform(application, NAME, null, null, bytes)).isNotNull();
            }
            return super.getResourceAsStream(name);
          }
        };

    assertThat(sieve.transform(nested, NAME, null, null, bytes)).isNotNull();
    assertThat(errors()).isZero();
  }

  @Test
  void remembersWhatWasWovenOnLoadingUntilToldToForget() throws IOException {
    Sieve sieve = sieve("SeeingAdvice");
    byte[] bytes = Samples.bytesOf(Greeter.class);
    ClassLoader loader = Greeter.class.getClassLoader();

    assertThat(sieve.knows(Greeter.class)).isTrue();
    sieve.transform(application, NAME, null, null, bytes);
    assertThat(sieve.hasWoven(Greeter.class)).isFalse();
    assertThat(loader).isNotSameAs(application);
    Class<?> own = Samples.define(Samples.GREETER, bytes);
    sieve.transform(own.getClassLoader(), NAME, null, null, bytes);
    assertThat(sieve.hasWoven(own)).isTrue();
    sieve.forgetWoven();
    assertThat(sieve.hasWoven(own)).isFalse();
  }
}
