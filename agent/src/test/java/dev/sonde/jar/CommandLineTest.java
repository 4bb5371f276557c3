package dev.sonde.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped jar as a program. */
class CommandLineTest {

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void tellsItsVersion(Jdk jdk) throws Exception {
    Child version = Child.ran(jdk, "--version");

    try (JarFile jar = new JarFile(System.getProperty("sonde.agent.jar"))) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(version.out())
          .containsExactly("Sonde " + manifest.getValue("Implementation-Version"));
    }
    assertThat(version.err()).isEmpty();
    assertThat(version.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void listsWhatItInstruments(Jdk jdk) throws Exception {
    Child list = Child.ran(jdk, "list");

    assertThat(list.out())
        .anyMatch(line -> line.matches("tomcat +servlet +8\\.5 to 11\\.0 +sonde\\.instrument\\..*"))
        .anyMatch(line -> line.startsWith("executors "));
    assertThat(list.err()).isEmpty();
    assertThat(list.exitCode()).isZero();
  }

  @Test
  void theReadmeNamesWhatItInstruments() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));

    for (String line : Child.ran(Jdk.own(), "list").out()) {
      String[] columns = line.split("  +");
      if (!columns[0].equals("NAME")) {
        assertThat(readme)
            .contains("| `" + columns[0] + "` | `" + columns[1] + "` | " + columns[2] + " |");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void explainsItselfAndItsConfiguration(Jdk jdk) throws Exception {
    Child help = Child.ran(jdk, "--help");
    assertThat(help.out().get(0)).startsWith("Usage: ");
    assertThat(help.exitCode()).isZero();

    Child config = Child.ran(jdk, "config");
    assertThat(config.out()).contains("sonde.prometheus.port");
    assertThat(config.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void checksAConfiguration(Jdk jdk) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Child check =
          Child.ran(
              jdk,
              "check",
              "prometheus.prot=1",
              "traces.sampler=sometimes",
              "prometheus.port=" + taken.getLocalPort(),
              "otlp.endpoint=ftp://me:hush@nowhere",
              "otlp.headers=authorization=hush");

      assertThat(check.exitCode()).isEqualTo(1);
      assertThat(check.out())
          .anyMatch(line -> line.contains("sonde.prometheus.prot; did you mean"))
          .anyMatch(line -> line.contains("'sometimes' of sonde.traces.sampler"))
          .anyMatch(line -> line.contains("The port " + taken.getLocalPort()))
          .anyMatch(line -> line.contains("sonde.otlp.endpoint is not an address"))
          .noneMatch(line -> line.contains("hush"))
          .endsWith("4 problems found.");
      assertThat(check.err()).isEmpty();
    }
  }

  @Test
  void anUnknownCommandIsWrongUsage() throws Exception {
    Child wrong = Child.ran(Jdk.own(), "lsit");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err().get(0)).isEqualTo("There is no command 'lsit'.");
    assertThat(wrong.err().get(1)).startsWith("Usage: ");
  }
}
