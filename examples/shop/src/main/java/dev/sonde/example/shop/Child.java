package dev.sonde.example.shop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the shop's. What it says goes into a file of its own. */
final class Child {

  private static final int SECONDS_TO_START = 120;
  private static final int SECONDS_TO_STOP = 8;
  private static final int LINES_SHOWN = 20;

  final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(
      String name, Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), log);
  }

  void awaitListening(int port) throws Refusal, InterruptedException, IOException {
    for (int i = 0; i < SECONDS_TO_START * 5; i++) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (Ports.isListening(port)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new Refusal(
        name + " does not listen after " + SECONDS_TO_START + " seconds:\n" + lastLines());
  }

  /** Waits for one that does its work and ends. */
  void awaitEnd() throws Refusal, InterruptedException, IOException {
    if (!process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw ended();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Refusal ended() throws IOException {
    String how = process.isAlive() ? "takes too long" : "ended with " + process.exitValue();
    return new Refusal(name + ' ' + how + ":\n" + lastLines());
  }

  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return "  "
        + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  void stop() {
    process.destroy();
  }

  void awaitStopped() {
    try {
      process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
