package dev.sonde.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all scenarios play on. */
final class Stage {

  private final Installation installation;
  private final String container;
  private final boolean isShort;
  private final Map<String, Sink.Received> received =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * A stage.
   *
   * @param container the one that serves the applications of {@link HelloServer}
   * @param isShort whether a figure is only wanted to see that there is one
   */
  Stage(Installation installation, String container, boolean isShort) {
    this.installation = installation;
    this.container = container;
    this.isShort = isShort;
  }

  Installation installation() {
    return installation;
  }

  /** How much is done of something: what is said first in a short run, else the other. */
  int amount(int inShort, int inFull) {
    return isShort ? inShort : inFull;
  }

  /** An application of {@link HelloServer}, without an agent so far. */
  Launch application(String name) {
    return new Launch(
        installation.java(),
        installation.classPath(),
        HelloServer.class.getName(),
        container,
        name);
  }

  /** Starts an application with a variant's agent. */
  Trial start(Variant variant, Launch application) throws IOException, InterruptedException {
    Sink sink = new Sink();
    int metricsPort = freePort();
    try {
      Launch launch = application.with(variant.options(installation.root(), sink, metricsPort));
      return new Trial(this, variant, sink, Server.start(launch), metricsPort);
    } catch (IOException | InterruptedException e) {
      sink.close();
      throw e;
    }
  }

  /** Adds to what the variant's backend got. */
  void received(Variant variant, Sink.Received more) {
    received.merge(variant.name(), more, Sink.Received::plus);
  }

  /** What the backend of each variant got in all trials, by the variant's name. */
  Map<String, Sink.Received> received() {
    return received;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
