package dev.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

  @TempDir private Path directory;

  @Test
  void isSplitFromTheArgumentsOfTheAgent() {
    assertThat(new Answer("answer=/tmp/x;debug=true;log.level=info").arguments())
        .isEqualTo("debug=true;log.level=info");
    assertThat(new Answer("answer=/tmp/x").arguments()).isEmpty();
    assertThat(new Answer("debug=true;answer=/tmp/x").arguments())
        .isEqualTo("debug=true;answer=/tmp/x");
    assertThat(new Answer(null).arguments()).isNull();
  }

  @Test
  void goesIntoTheFileThatWaitsForIt() throws Exception {
    Path file = Files.createFile(directory.resolve("waiting"));

    new Answer("answer=" + file + ";detach").done("Sonde is détaché.");
    assertThat(file).hasContent("ok Sonde is détaché.");

    new Answer("answer=" + file).refused("It can't be.");
    assertThat(file).hasContent("no It can't be.");
  }

  @Test
  void makesNoFile() {
    Path file = directory.resolve("absent");

    new Answer("answer=" + file).done("Nobody reads this.");
    new Answer("answer=" + directory).done("Nor this.");
    new Answer(null).done("Nor this.");

    assertThat(file).doesNotExist();
  }
}
