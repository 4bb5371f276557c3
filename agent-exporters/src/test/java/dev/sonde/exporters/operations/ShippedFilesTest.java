package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is committed is what the definitions say. With {@code -Dsonde.write=true} it is written
 * instead.
 */
class ShippedFilesTest {

  private static final boolean WRITE = Boolean.getBoolean("sonde.write");

  @Test
  void committedFilesAreWhatTheDefinitionsSay() throws IOException {
    Set<String> differing = new TreeSet<>();
    for (Map.Entry<String, String> file : Shipped.files().entrySet()) {
      Path path = Shipped.ROOT.resolve(file.getKey());
      if (WRITE) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      } else if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        differing.add(file.getKey());
      }
    }
    assertThat(differing)
        .as("differ from the definitions: CONTRIBUTING.md, \"Boards and rules\", has the command")
        .isEmpty();
  }

  @Test
  void nothingIsLeftOfWhatIsNotDefinedAnyMore() throws IOException {
    Set<String> defined = Shipped.files().keySet();
    assertThat(defined).containsAll(committed("grafana", ".json"));
    assertThat(defined).containsAll(committed("docs/runbooks", ".md"));
  }

  private static Set<String> committed(String directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Shipped.ROOT.resolve(directory))) {
      return files
          .map(file -> directory + "/" + file.getFileName())
          .filter(file -> file.endsWith(ending))
          .collect(Collectors.toSet());
    }
  }
}
