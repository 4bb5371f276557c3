package dev.sonde.smoke.interop;

import io.grpc.testing.integration.TestServiceClient;
import io.grpc.testing.integration.TestServiceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * The interoperability client and server of gRPC, as {@code client PORT} or {@code server PORT}.
 * The client runs a case when it is asked for {@code /netty/CASE} or {@code /okhttp/CASE} over
 * HTTP.
 */
public final class Interop {

  /** The balancer that takes what a server says of its load. */
  private static final String BACKEND_METRICS =
      "{\"loadBalancingConfig\": [{\"test_backend_metrics_load_balancer\": {}}]}";

  private Interop() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    if (args[0].equals("server")) {
      serve(port);
    } else {
      Control.serve(path -> run(port, path));
    }
  }

  private static void serve(int port) throws Exception {
    Thread ready = new Thread(() -> awaitListening(port));
    ready.setDaemon(true);
    ready.start();
    TestServiceServer.main(
        new String[] {"--port=" + port, "--use_tls=false", "--address_type=IPV4"});
  }

  private static void awaitListening(int port) {
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        System.out.println("READY " + socket.getPort());
        return;
      } catch (IOException e) {
        Thread.yield();
      }
    }
  }

  private static String run(int port, String path) throws Exception {
    String transport = path.substring(1, path.indexOf('/', 1));
    List<String> args = new ArrayList<>();
    args.add("--server_host=127.0.0.1");
    args.add("--server_port=" + port);
    args.add("--use_tls=false");
    args.add("--use_okhttp=" + transport.equals("okhttp"));
    String name = path.substring(path.lastIndexOf('/') + 1);
    args.add("--test_case=" + name);
    args.add("--soak_per_iteration_max_acceptable_latency_ms=10000");
    args.add("--soak_overall_timeout_seconds=60");
    if (name.startsWith("orca")) {
      args.add("--service_config_json=" + BACKEND_METRICS);
    }
    TestServiceClient.main(args.toArray(new String[0]));
    return "passed";
  }
}
