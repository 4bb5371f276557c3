package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link Work} in a JVM of its own, with a receiver of its own for its spans. */
final class MeasuredWork implements AutoCloseable {

  // What doing it once took, on average over a block: microseconds, bytes, number.
  static final int THREAD_CPU = 0;
  static final int PROCESS_CPU = 1;
  static final int THREAD_BYTES = 2;
  static final int ALL_BYTES = 3;
  static final int SPANS = 4;
  static final int MEASURES = 5;

  /** Exporters are given so long to send what a block has left them. */
  private static final long SETTLE_MILLIS = 50;

  private final Process process;
  private final BufferedReader out;
  private final OutputStream in;
  private final Sink receiver;

  private MeasuredWork(Process process, Sink receiver) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = process.getOutputStream();
    this.receiver = receiver;
  }

  /**
   * Starts it with a variant's agent.
   *
   * @param work the class of the work and its arguments
   * @param more further options of the JVM
   */
  static MeasuredWork start(
      Installation installation, Variant variant, List<String> work, String... more)
      throws IOException {
    Sink receiver = new Sink();
    List<String> command = new ArrayList<>();
    command.add(installation.java().toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m"));
    // The time of a thread that has ended is no longer told.
    command.addAll(
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-UseDynamicNumberOfCompilerThreads"));
    command.addAll(List.of(more));
    command.addAll(variant.options(installation.root(), receiver, 0));
    command.addAll(List.of("-cp", installation.classPath()));
    command.addAll(work);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new MeasuredWork(process, receiver);
  }

  /**
   * Has a block of it done; the result has one value a measure.
   *
   * @param bytes what is written to before each, see {@link Work}
   */
  double[] block(int times, int bytes) throws IOException, InterruptedException {
    long spans = receiver.spans();
    long cpu = cpuNanos();
    in.write((times + " " + bytes + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
    String line = answer();
    Thread.sleep(SETTLE_MILLIS);
    cpu = cpuNanos() - cpu;
    spans = receiver.spans() - spans;
    String[] parts = line.split(" ", -1);
    double[] values = new double[MEASURES];
    values[THREAD_CPU] = Long.parseLong(parts[0]) / 1e3;
    values[PROCESS_CPU] = (cpu - Long.parseLong(parts[1])) / 1e3;
    values[THREAD_BYTES] = Long.parseLong(parts[2]);
    values[ALL_BYTES] = Long.parseLong(parts[3]);
    values[SPANS] = spans;
    for (int i = 0; i < values.length; i++) {
      values[i] /= times;
    }
    return values;
  }

  /** The next line of its own; some agents write theirs to the standard output, too. */
  private String answer() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.matches("\\d+( \\d+){3}")) {
        return line;
      }
    }
    throw new IOException("the measured JVM has ended");
  }

  /** Of all threads but the JIT compiler's, which is not the work's to pay. */
  private long cpuNanos() throws IOException {
    long nanos = 0;
    Path tasks = Path.of("/proc/" + process.pid() + "/task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        try {
          if (!Files.readString(thread.resolve("comm")).contains("Compiler")) {
            String times = Files.readString(thread.resolve("schedstat"));
            nanos += Long.parseLong(times.substring(0, times.indexOf(' ')));
          }
        } catch (NoSuchFileException e) {
          // The thread has ended meanwhile.
        }
      }
    }
    return nanos;
  }

  /** Has the JVM end, which sends what it has left, and tells how many spans came in all. */
  long end() throws IOException, InterruptedException {
    in.close();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IOException("the measured JVM does not end");
    }
    return receiver.spans();
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      receiver.close();
    }
  }
}
