package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Tomcat with one bare servlet, served from memory: one thread hands a {@link MemorySocket} to the
 * connector as the container's own threads would hand over a real one. Everything from the parser
 * of HTTP to the servlet and back is Tomcat's.
 *
 * <p>Each line of the standard input says how many requests to serve, and what to do between them.
 * 0 means to serve bursts of requests and to rest in between, which finds the processor's caches
 * filled with nothing but the request; any other number means to write to so many bytes before each
 * request, which finds the caches as an application leaves them that has much else to do.
 *
 * <p>Each line is answered by what that took: {@code nanoseconds of CPU to serve, nanoseconds of
 * CPU beside, bytes of the thread, bytes of all threads}.
 */
public final class MemoryServer {

  static final String THREAD = "request";

  /** So many requests, then a rest, so that no exporter has to drop spans. */
  private static final int BURST = 128;

  private static final long REST_NANOS = 6_000_000;
  private static final int CACHE_LINE = 64;

  private static final byte[] REQUEST =
      String.join(
              "\r\n",
              "GET /hello HTTP/1.1",
              "Host: localhost:8080",
              "User-Agent: benchmark",
              "Accept: */*",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Protocol protocol = new Protocol();

  /** What is written to between requests. */
  private byte[] other = {};

  private MemoryServer() {}

  public static void main(String[] arguments) throws LifecycleException, IOException {
    MemoryServer server = new MemoryServer();
    server.start();
    new Thread(server::serve, THREAD).start();
  }

  private void start() throws LifecycleException, IOException {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("sonde-benchmark");
    base.toFile().deleteOnExit();
    tomcat.setBaseDir(base.toString());
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "hello", new HelloServer.Hello()).addMapping("/hello");
    tomcat.start();
  }

  private void serve() {
    MemorySocket socket = protocol.connect();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] numbers = line.split(" ", -1);
        int bytes = Integer.parseInt(numbers[1]);
        if (other.length != bytes) {
          other = new byte[bytes];
        }
        System.out.println(serve(socket, Integer.parseInt(numbers[0])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }

  private String serve(MemorySocket socket, int requests) throws IOException {
    int expected = socket.answers() + requests;
    long all = allocatedByAll();
    long own = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long begin = threads.getCurrentThreadCpuTime();
    long serving = 0;
    int burst = other.length == 0 ? BURST : 1;
    for (int i = 0; i < requests; i += burst) {
      pause();
      long before = threads.getCurrentThreadCpuTime();
      for (int n = Math.min(burst, requests - i); n > 0; n--) {
        socket.send();
        protocol.serve(socket);
      }
      serving += threads.getCurrentThreadCpuTime() - before;
    }
    long beside = threads.getCurrentThreadCpuTime() - begin - serving;
    own = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - own;
    all = allocatedByAll() - all;
    if (socket.answers() != expected) {
      throw new IOException(expected - socket.answers() + " requests without an answer");
    }
    return serving + " " + beside + " " + own + " " + all;
  }

  private void pause() {
    if (other.length == 0) {
      LockSupport.parkNanos(REST_NANOS);
    }
    for (int i = 0; i < other.length; i += CACHE_LINE) {
      other[i]++;
    }
  }

  private long allocatedByAll() {
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    return allocated;
  }

  /** The connector's protocol, with a way in for a connection that nobody accepted. */
  private static final class Protocol extends Http11NioProtocol {

    MemorySocket connect() {
      return new MemorySocket(getEndpoint(), REQUEST);
    }

    void serve(MemorySocket socket) throws IOException {
      SocketState state = getHandler().process(socket, SocketEvent.OPEN_READ);
      if (state != SocketState.OPEN) {
        throw new IOException("the connection is " + state);
      }
    }
  }
}
