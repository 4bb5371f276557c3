package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsReadWhole() throws IOException {
    String text = "0123456789äöü\n".repeat(1000);
    Path file = folder.resolve("f");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThat(SystemFile.read(file.toFile())).isEqualTo(text);
    assertThat(SystemFile.readLine(file.toFile())).isEqualTo(text.trim());
  }

  @Test
  void whatCantBeReadOrIsEmptyIsNull() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(SystemFile.readLine(empty.toFile())).isNull();
    assertThat(SystemFile.read(empty.toFile())).isEmpty();
    assertThat(SystemFile.read(folder.toFile())).isNull();
    assertThat(SystemFile.read(new File(folder.toFile(), "absent"))).isNull();
  }

  @Test
  void anEndlessFileIsCut() throws IOException {
    Path file = folder.resolve("long");
    Files.write(file, new byte[3 << 20]);
    assertThat(SystemFile.read(file.toFile())).hasSizeLessThan(2 << 20);
  }
}
