package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link HelloServer} in a JVM of its own, and the load on it. */
final class Server implements AutoCloseable {

  /** What the process has used so far. */
  record Usage(long cpuNanos, long allocated, int threads, int classes, long heap) {}

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param server the arguments of {@link HelloServer}
   */
  static Server start(Path java, String classPath, List<String> options, List<String> server)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, HelloServer.class.getName()));
    command.addAll(server);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        return new Server(process, Integer.parseInt(line.substring("READY ".length())));
      }
    }
    process.destroyForcibly();
    throw new IOException("no server: " + command);
  }

  Usage usage(boolean collect) throws IOException {
    try (Connection connection = new Connection(port)) {
      String[] parts = connection.get(collect ? "/usage?gc=1" : "/usage").split(" ", -1);
      return new Usage(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Integer.parseInt(parts[2]),
          Integer.parseInt(parts[3]),
          Long.parseLong(parts[4]));
    }
  }

  long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  void request() throws IOException {
    try (Connection connection = new Connection(port)) {
      connection.get("/hello");
    }
  }

  /** Sends requests over keep-alive connections, one thread each. */
  void load(int connections, int requests) throws IOException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<IOException> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < connections; i++) {
      Thread thread =
          new Thread(
              () -> {
                try (Connection connection = new Connection(port)) {
                  for (int n = 0; n < requests / connections; n++) {
                    connection.get("/hello");
                  }
                } catch (IOException e) {
                  failures.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One keep-alive connection. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      out = socket.getOutputStream();
      in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    String get(String path) throws IOException {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\n"
              + "Accept: */*\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      byte[] body = new byte[length];
      in.readFully(body);
      return new String(body, StandardCharsets.US_ASCII);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
