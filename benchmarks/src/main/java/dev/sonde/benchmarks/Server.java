package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a JVM of its own. */
final class Server implements AutoCloseable {

  private static final int START_SECONDS = 120;

  /** Long enough to write an archive of classes. */
  private static final int END_SECONDS = 120;

  private static final int SHOWN_CHARACTERS = 2000;

  private final Process process;
  private final Path errors;
  private final int port;

  private Server(Process process, Path errors, int port) {
    this.process = process;
    this.errors = errors;
    this.port = port;
  }

  /** Starts it and waits until it says that it is ready. */
  static Server start(Launch launch) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("sonde-benchmark", ".log");
    Process process = new ProcessBuilder(launch.command()).redirectError(errors.toFile()).start();
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, port), "output of a server");
    reader.setDaemon(true);
    reader.start();
    try {
      return new Server(process, errors, port.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().waitFor();
      String text = Files.readString(errors);
      Files.delete(errors);
      throw new IOException(
          "no server: "
              + launch.command()
              + "\n"
              + text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS)),
          e);
    }
  }

  /** To its end, for some agents write there, too. */
  private static void read(Process process, CompletableFuture<Integer> port) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("READY ")) {
          port.complete(Integer.parseInt(line.substring("READY ".length())));
        }
      }
    } catch (IOException e) {
      port.completeExceptionally(new UncheckedIOException(e));
    }
    port.completeExceptionally(new IllegalStateException("the output has ended"));
  }

  /** What it has used so far. */
  Usage usage() throws IOException {
    return Usage.parse(get("/usage"));
  }

  /** The same after a collection. */
  Usage collected() throws IOException {
    return Usage.parse(get("/usage?gc=1"));
  }

  /** Asks it once, over a connection of its own. */
  String get(String path) throws IOException {
    try (Client client = new Client(port)) {
      return client.get(path);
    }
  }

  Load load(int connections, String... paths) {
    return new Load(port, connections, List.of(paths));
  }

  /** CPU time as the system counts it, without asking the JVM. */
  double cpuMillis() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(errors);
  }
}
