package dev.sonde.smoke.grpc;

import com.sun.net.httpserver.HttpServer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves texts by gRPC, over a socket and in the process, and runs the scenario against one of them
 * when it is asked for {@code /socket}, {@code /direct} or {@code /process} over HTTP.
 */
public final class TestApp {

  private static final Logger LOG = Logger.getLogger("io.grpc");

  private TestApp() {}

  public static void main(String[] args) throws Exception {
    LOG.setLevel(Level.OFF);
    Service service = new Service();
    ServerBuilder<?> sockets = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    Server socket =
        sockets
            .addService(ServerInterceptors.intercept(service.definition(), new Service.Throwing()))
            .build()
            .start();
    ServerBuilder<?> processes = InProcessServerBuilder.forName("texts");
    Server process =
        processes
            .addService(service.definition())
            .intercept(new Service.Throwing())
            .build()
            .start();
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext(
        "/",
        exchange -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (PrintStream out = new PrintStream(bytes, false, "UTF-8")) {
            run(out, exchange.getRequestURI().getPath(), service, socket.getPort());
          } catch (Exception e) {
            e.printStackTrace(new PrintStream(bytes, true, "UTF-8"));
          }
          exchange.sendResponseHeaders(200, bytes.size());
          exchange.getResponseBody().write(bytes.toByteArray());
          exchange.close();
        });
    http.start();
    System.out.println("READY " + http.getAddress().getPort());
    socket.awaitTermination();
    process.awaitTermination();
  }

  private static void run(PrintStream out, String path, Service service, int port)
      throws Exception {
    ManagedChannel channel = channel(path, port);
    service.onwards = channel;
    new Scenario(out, channel, service).run();
    Scenario.shutDown(out, channel);
  }

  private static ManagedChannel channel(String path, int port) {
    ManagedChannelBuilder<?> builder =
        path.equals("/process")
            ? InProcessChannelBuilder.forName("texts")
            : NettyChannelBuilder.forAddress("127.0.0.1", port);
    if (path.equals("/direct")) {
      builder.directExecutor();
    }
    return builder.usePlaintext().build();
  }
}
