package dev.sonde.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What the figures depend on: the machine, the JDK, and the versions of what is compared. */
final class Machine {

  private Machine() {}

  /** The processors, the memory and the system. */
  static String hardware() throws IOException {
    long kilobytes = Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""));
    return Runtime.getRuntime().availableProcessors()
        + " processors ("
        + value("/proc/cpuinfo", "model name")
        + "), "
        + kilobytes / (1 << 20)
        + " GiB, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version");
  }

  /** The average load over a minute: what else runs. */
  static String load() throws IOException {
    String text = Files.readString(Path.of("/proc/loadavg"));
    return text.substring(0, text.indexOf(' '));
  }

  /** The version of a JDK. */
  static String jdk(Path home) throws IOException {
    Properties release = new Properties();
    release.load(new StringReader(Files.readString(home.resolve("release"))));
    return release.getProperty("IMPLEMENTOR", "").replace("\"", "")
        + " "
        + release
            .getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION", "unknown"))
            .replace("\"", "");
  }

  /** The versions of the peers, as the build has fetched them. */
  static String peers() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Machine.class.getResourceAsStream("peers.properties")) {
      versions.load(in);
    }
    return "OpenTelemetry "
        + versions.getProperty("opentelemetry")
        + ", Datadog "
        + versions.getProperty("datadog")
        + ", Elastic "
        + versions.getProperty("elastic");
  }

  /** The state of the project's sources. */
  static String sources(Path root) throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    return text.isEmpty() ? "unknown" : text;
  }

  private static String value(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.startsWith(name)) {
        return line.substring(line.indexOf(':') + 1).trim();
      }
    }
    return "unknown";
  }
}
