package dev.sonde.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A Redis Cluster of three nodes on the loopback interface, gone when it is closed. */
final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final int NODES = 3;

  private final List<DatabaseServer> nodes = new ArrayList<>();

  private RedisCluster() {}

  static RedisCluster start() throws Exception {
    RedisCluster cluster = new RedisCluster();
    try {
      for (int i = 0; i < NODES; i++) {
        cluster.nodes.add(DatabaseServer.redisNode());
      }
      for (int i = 0; i < NODES; i++) {
        int first = SLOTS * i / NODES;
        int last = SLOTS * (i + 1) / NODES - 1;
        cluster.ask(i, "CLUSTER ADDSLOTSRANGE " + first + ' ' + last);
        cluster.ask(i, "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        if (i > 0) {
          DatabaseServer one = cluster.nodes.get(0);
          cluster.ask(i, "CLUSTER MEET 127.0.0.1 " + one.port() + ' ' + one.busPort());
        }
      }
      cluster.awaitWhole();
    } catch (Throwable e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /** Each node has to know the slots of all. */
  private void awaitWhole() {
    Predicate<String> whole =
        info ->
            info.contains("cluster_state:ok") && info.contains("cluster_slots_assigned:" + SLOTS);
    for (int i = 0; i < NODES; i++) {
      int node = i;
      String last = Await.until(() -> ask(node, "CLUSTER INFO"), whole);
      if (!whole.test(last)) {
        throw new AssertionError("no cluster: " + last);
      }
    }
  }

  /** The port of one of the nodes. */
  int port(int node) {
    return nodes.get(node).port();
  }

  int size() {
    return nodes.size();
  }

  /** The nodes as {@code 127.0.0.1:PORT,…}. */
  String addresses() {
    return String.join(",", nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList());
  }

  String ask(int node, String command) throws IOException {
    return askAt(port(node), command);
  }

  /** The answer of a server to one command, which is no error. */
  static String askAt(int port, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.startsWith("-")) {
        throw new AssertionError(command + ": " + answer);
      }
      return answer;
    }
  }

  @Override
  public void close() throws IOException {
    for (DatabaseServer node : nodes) {
      node.close();
    }
  }
}
