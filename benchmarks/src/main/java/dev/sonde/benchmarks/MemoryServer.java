package dev.sonde.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat with one bare servlet behind as many filters as asked for, or the mix of {@link
 * MixServlet}, served from memory: one thread hands a {@link MemorySocket} to the connector as the
 * container's own threads would hand over a real one. Everything from the parser of HTTP to the
 * servlet and back is Tomcat's.
 */
public final class MemoryServer extends Work {

  private static final String HELLO = "/hello";
  private static final String MIX = "/mix";

  private final Protocol protocol = new Protocol();
  private final String path;
  private final int filters;
  private @Nullable MemorySocket socket;

  private MemoryServer(String path, int filters) {
    this.path = path;
    this.filters = filters;
  }

  /**
   * Starts it.
   *
   * @param arguments {@code mix}, or how many filters the bare servlet is behind; nothing for none
   */
  public static void main(String[] arguments) throws LifecycleException, IOException {
    String of = arguments.length == 0 ? "0" : arguments[0];
    MemoryServer server =
        of.equals("mix") ? new MemoryServer(MIX, 0) : new MemoryServer(HELLO, Integer.parseInt(of));
    server.startTomcat();
    server.start();
  }

  private void startTomcat() throws LifecycleException, IOException {
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
    context.addServletContainerInitializer(
        (classes, application) -> {
          HelloServer.deployHello(application, HELLO, filters);
          HelloServer.deployOrders(application);
        },
        null);
    tomcat.start();
  }

  @Override
  void begin() {
    socket = protocol.connect(request(path));
  }

  @Override
  void once() throws IOException {
    protocol.serve(connected());
  }

  @Override
  int successes() {
    return connected().answers();
  }

  private MemorySocket connected() {
    MemorySocket connected = socket;
    if (connected == null) {
      throw new IllegalStateException("not begun");
    }
    return connected;
  }

  private static byte[] request(String path) {
    return String.join(
            "\r\n",
            "GET " + path + " HTTP/1.1",
            "Host: localhost:8080",
            "User-Agent: benchmark",
            "Accept: */*",
            "",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The connector's protocol, with a way in for a connection that nobody accepted. */
  private static final class Protocol extends Http11NioProtocol {

    MemorySocket connect(byte[] request) {
      return new MemorySocket(getEndpoint(), request);
    }

    void serve(MemorySocket socket) throws IOException {
      socket.send();
      SocketState state = getHandler().process(socket, SocketEvent.OPEN_READ);
      if (state != SocketState.OPEN) {
        throw new IOException("the connection is " + state);
      }
    }
  }
}
