package dev.sonde.jar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A child process and the lines that it prints. Closing it ends it, whatever it does. */
final class Child implements AutoCloseable {

  private static final long MOST_SECONDS = 60;

  private final Process process;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final List<Thread> readers;

  private Child(Process process) {
    this.process = process;
    this.readers =
        List.of(reading(process.getInputStream(), out), reading(process.getErrorStream(), err));
  }

  static Child start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("SONDE_")
                    || name.startsWith("OTEL_")
                    || name.endsWith("JAVA_OPTIONS")
                    || name.equals("JAVA_TOOL_OPTIONS"));
    return new Child(builder.start());
  }

  /** Runs the shipped jar's command line to its end. */
  static Child ran(Jdk jdk, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-jar"));
    command.add(System.getProperty("sonde.agent.jar"));
    command.addAll(List.of(words));
    try (Child child = start(command)) {
      child.awaitEnd();
      return child;
    }
  }

  long pid() {
    return process.pid();
  }

  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  List<String> out() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  List<String> err() {
    synchronized (err) {
      return List.copyOf(err);
    }
  }

  String awaitOut(Predicate<String> wanted) throws InterruptedException {
    return await(out, 0, wanted);
  }

  /** The first such line after those that were there when {@code from} of them had come. */
  String awaitErr(int from, Predicate<String> wanted) throws InterruptedException {
    return await(err, from, wanted);
  }

  private String await(List<String> lines, int from, Predicate<String> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    synchronized (lines) {
      while (true) {
        for (String line : lines.subList(from, lines.size())) {
          if (wanted.test(line)) {
            return line;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("the line did not come: " + out() + err());
        }
        lines.wait(left);
      }
    }
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the child does not end: " + out() + err());
    }
    for (Thread reader : readers) {
      reader.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Thread reading(InputStream in, List<String> lines) {
    Thread reader = new Thread(() -> read(in, lines), "child's output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  private static void read(InputStream in, List<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
