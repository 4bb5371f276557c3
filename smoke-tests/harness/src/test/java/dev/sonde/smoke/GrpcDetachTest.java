package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent leaves a client or a server, and comes back, while calls are on their way. */
class GrpcDetachTest {

  private static final int CALLS = 20;

  @ParameterizedTest
  @ValueSource(strings = {"client", "server"})
  void callsInFlightEndAsEverAndNobodyCountsThem(String side) throws Exception {
    int port = Ports.free();
    try (ChildJvm server = launch("server", "0", side, port).start();
        ChildJvm client = launch("client", Integer.toString(server.port()), side, port).start()) {
      ChildJvm app = side.equals("client") ? client : server;
      String held = client.get("/hold").body();
      assertThat(active(port, side)).isEqualTo(CALLS);
      said("detach", app);
      String released = client.get("/release").body();
      assertThat(released).isEqualTo("{CANCELLED by the client=20}");

      attach(app, 2);
      assertThat(client.get("/hold").body()).isEqualTo(held);
      said("detach", app);
      attach(app, 3);
      assertThat(client.get("/release").body()).isEqualTo(released);
      assertThat(client.get("/cancel").body()).isEqualTo(released);

      MetricsPage page =
          Await.until(
              () -> page(port), read -> cancelled(read, side) >= CALLS && active(read, side) == 0);
      assertThat(cancelled(page, side)).isEqualTo(CALLS);
      assertThat(active(page, side)).isZero();
      assertThat(app.stderr().lines()).noneMatch(line -> line.contains("Exception"));
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  private static Launch launch(String role, String argument, String side, int port) {
    Launch launch = GrpcCalls.launch("Hostile", role, argument);
    return role.equals(side)
        ? launch.set("sonde.prometheus.port", Integer.toString(port))
        : launch.withoutAgent();
  }

  private static double cancelled(MetricsPage page, String side) {
    return page.sum(
        "rpc_" + side + "_call_duration_seconds_count", "rpc_response_status_code", "CANCELLED");
  }

  private static double active(int port, String side) throws Exception {
    return active(Await.until(() -> page(port), page -> active(page, side) == CALLS), side);
  }

  private static double active(MetricsPage page, String side) {
    return page.sum("sonde_rpc_" + side + "_active_calls");
  }

  /** Brings the agent in and waits until all is woven. */
  private static void attach(ChildJvm app, int starts) throws Exception {
    said("attach", app);
    long ready =
        Await.until(
            () -> app.agentLines().stream().filter(line -> line.contains("ready in")).count(),
            seen -> seen == starts);
    assertThat(ready).isEqualTo(starts);
  }

  private static void said(String word, ChildJvm app) throws Exception {
    Launch.Finished finished =
        Launch.commandLine(Jdk.own()).arguments(word, Long.toString(app.pid())).finish();
    assertThat(finished.stderr()).isEmpty();
    assertThat(finished.exit()).isZero();
  }

  private static MetricsPage page(int port) throws Exception {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      return MetricsPage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
