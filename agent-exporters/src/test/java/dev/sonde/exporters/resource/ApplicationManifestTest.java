package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationManifestTest {

  private static final String SPRING_BOOT = "org.springframework.boot.loader.JarLauncher";

  @TempDir Path folder;

  @Test
  void theJarsManifestTellsTheVersion() throws IOException {
    Path jar = jar("Manifest-Version: 1.0\r\nImplementation-Version: 4.5.6\r\n");
    assertThat(read(jar.toString(), jar.toString()).version()).isEqualTo("4.5.6");
  }

  @Test
  void anUnpackedJarsManifestTellsVersionAndTitle() throws IOException {
    Path file = Files.createDirectories(folder.resolve("META-INF")).resolve("MANIFEST.MF");
    Files.write(
        file,
        "Manifest-Version: 1.0\nStart-Class: com.example.ShopApplication\nImplementation-Version: 2\n"
            .getBytes(StandardCharsets.UTF_8));
    ApplicationManifest manifest = read(SPRING_BOOT, folder.toString());
    assertThat(manifest.version()).isEqualTo("2");
    assertThat(manifest.title()).isEqualTo("ShopApplication");
  }

  @Test
  void whatIsMissingOrBrokenTellsNothing() throws IOException {
    Path broken = Files.write(folder.resolve("broken.jar"), new byte[] {1, 2, 3});
    assertThat(read(broken.toString(), broken.toString()).version()).isNull();
    assertThat(read("absent.jar", "absent.jar").version()).isNull();
    assertThat(read("com.example.Main", "x").version()).isNull();
    assertThat(read(SPRING_BOOT, folder.toString()).title()).isNull();
    Path bad = jar("no manifest at all\r\n\r\n:::");
    assertThat(read(bad.toString(), bad.toString()).version()).isNull();
  }

  @Test
  void aHugeManifestIsNotRead() throws IOException {
    StringBuilder text =
        new StringBuilder("Manifest-Version: 1.0\r\nImplementation-Version: 1\r\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("X-").append(i).append(": 0123456789012345\r\n");
    }
    Path jar = jar(text.toString());
    assertThat(read(jar.toString(), jar.toString()).version()).isNull();
  }

  private static ApplicationManifest read(String command, String classPath) {
    return ApplicationManifest.of(LaunchCommand.of(command, classPath, ":"));
  }

  private Path jar(String manifest) throws IOException {
    Path jar = Files.createTempFile(folder, "app", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(manifest.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar;
  }
}
