package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of Prometheus' or Alertmanager's that judges what is shipped. */
final class Tool {

  private final String name;

  private Tool(String name) {
    this.name = name;
  }

  /** The test is skipped where the program is missing; in continuous integration it fails. */
  static Tool find(String name, String debianPackage) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    if (there) {
      return new Tool(name);
    }
    String message =
        "There is no " + name + " on the PATH: Debian's package " + debianPackage + " has it";
    return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
  }

  /** Runs it in the directory of the rules, and returns what it says. */
  String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Shipped.ROOT.resolve("prometheus-rules").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
    return output;
  }
}
