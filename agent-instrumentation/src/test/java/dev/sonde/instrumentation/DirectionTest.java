package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instrumentation and exporters know the bootstrap module, not each other. */
class DirectionTest {

  @ParameterizedTest
  @CsvSource({
    "agent-instrumentation, dev.sonde.exporters",
    "agent-instrumentation/jetty12, dev.sonde.exporters",
    "agent-instrumentation/jetty12, dev.sonde.core",
    "agent-exporters, dev.sonde.instrumentation",
    "agent-exporters, net.bytebuddy"
  })
  void aModuleDoesNotMention(String module, String packageName) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> mentions(file, packageName)))
          .isEmpty();
    }
  }

  private static boolean mentions(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
