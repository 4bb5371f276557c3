package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only Tomcat does. */
class TomcatTest {

  private static final String REFUSED = "ab".repeat(16);
  private static final String DROPPED = "cd".repeat(15);
  private static final int DROPPINGS = 10;

  static Stream<Subject> tomcats() {
    return Subject.containersOnOwnJdk().filter(subject -> subject.toString().startsWith("Tomcat"));
  }

  /**
   * It refuses a stream before its servlet side hears of it; it drops what becomes of a stream that
   * was reset twice; it compresses bodies.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tomcats")
  void refusedAndDroppedStreamsAndCompressedBodiesAreMeasured(Subject subject) throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            Launch.of(subject).tracesTo(receiver).set("site.compression", "force").start()) {
      String refused = RawHttp2.request(1, "G@T", "/hello", traceparent(REFUSED));
      connections.add(RawHttp2.open(app.port(), refused));
      connections.addAll(dropped(app));

      // With the one that lets them go.
      int count = 1 + DROPPINGS + 1;
      assertThat(app.counted(count)).isEqualTo(count);
      assertRefusedIsMeasured(app.metrics());
      assertThat(app.metrics().sum("http_server_active_requests")).isZero();
      assertCompressedSize(app);
      app.stop();

      assertThat(receiver.spans())
          .filteredOn(span -> span.traceId().equals(REFUSED))
          .singleElement()
          .satisfies(
              span ->
                  assertThat(span.attributes())
                      .containsEntry("http.request.method_original", "G@T"));
      assertThat(receiver.spans())
          .filteredOn(span -> span.traceId().startsWith(DROPPED))
          .hasSize(DROPPINGS)
          .allSatisfy(
              span ->
                  assertThat(span.attributes())
                      .containsEntry("http.response.status_code", 200L)
                      .containsEntry("http.route", "/async/events")
                      .containsEntry("network.protocol.version", "2")
                      .containsEntry("network.peer.address", "127.0.0.1")
                      .containsKeys("network.peer.port", "error.type"));
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  /** Streams that are reset twice while the application goes on with their requests. */
  private static List<RawConnection> dropped(ChildJvm app) throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    for (int i = 0; i < DROPPINGS; i++) {
      String trace = traceparent(DROPPED + String.format(Locale.ROOT, "%02x", i));
      String request = RawHttp2.request(1, "GET", "/async/events?name=dropped", trace);
      connections.add(RawHttp2.open(app.port(), request).await("data: 1"));
    }
    for (RawConnection connection : connections) {
      String cancel = RawHttp2.reset(1, RawHttp2.CANCEL);
      // Where it is done with the stream before it sees the second, it ends the connection.
      connection
          .send(cancel + cancel)
          .await(RawHttp2.reset(1, RawHttp2.STREAM_CLOSED), "fatal to the connection");
    }
    app.get("/let-go?name=dropped");
    return connections;
  }

  private static void assertRefusedIsMeasured(MetricsPage page) {
    assertThat(
            page.value(
                ChildJvm.REQUESTS,
                "http_request_method",
                "_OTHER",
                "http_response_status_code",
                "400",
                "network_protocol_version",
                "2",
                "url_scheme",
                "http"))
        .isEqualTo(1);
  }

  private static void assertCompressedSize(ChildJvm app) throws Exception {
    HttpAnswer chunked =
        RawHttp.answer(
            app.port(),
            SiteRequest.get("/bytes?count=250000").header("Accept-Encoding: gzip").bytes("none"));
    assertThat(chunked.text()).containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n");
    String sum = "http_server_response_body_size_bytes_sum";
    double sent =
        Await.until(() -> app.metrics().sum(sum, "http_route", "/bytes"), size -> size > 0);
    assertThat(sent).isEqualTo(chunked.body().length()).isLessThan(250_000);
  }

  private static String traceparent(String traceId) {
    return "00-" + traceId + "-00f067aa0ba902b7-01";
  }
}
