package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Jetty 12 without a servlet: however a handler ends or fails, its request is measured once. */
class CoreHandlersTest {

  private static final String ILLEGAL_STATE = IllegalStateException.class.getName();

  private static final List<SiteRequest> REQUESTS =
      List.of(
          core("write"),
          core("unknown").answers(404),
          core("refuse").answers(413),
          core("throw").answers(500).fails(ILLEGAL_STATE),
          core("fail").answers(500).fails(ILLEGAL_STATE),
          core("fail-twice").answers(500).fails(ILLEGAL_STATE),
          core("fail-and-throw").answers(500).fails(ILLEGAL_STATE),
          core("fail-later").answers(500).fails(ILLEGAL_STATE),
          core("succeed-twice"),
          core("succeed-and-fail"),
          core("write-and-fail").fails(ILLEGAL_STATE),
          core("write-too-much").answers(500).fails("java.io.IOException"));

  private static SiteRequest core(String how) {
    return SiteRequest.of("GET", "/core/" + how);
  }

  private static String traceparent(int index) {
    return String.format("00-%032x-00f067aa0ba902b7-01", index + 1);
  }

  @Test
  void eachRequestIsOneSpanAndOneMeasurement() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(new Subject(App.JETTY_12, Jdk.own())).tracesTo(receiver).start()) {
      for (int i = 0; i < REQUESTS.size(); i++) {
        SiteRequest request = REQUESTS.get(i);
        assertThat(RawHttp.answer(app.port(), request.bytes(traceparent(i))).status())
            .as("%s", request)
            .isEqualTo(request.status());
      }
      int aborted = REQUESTS.size();
      RawHttp.open(app.port(), core("endless").bytes(traceparent(aborted)))
          .await("\r\n\r\n")
          .close();
      assertThat(RawHttp.answer(app.port(), "no-request\r\n\r\n").status()).isEqualTo(400);

      assertThat(app.counted(aborted + 2)).isEqualTo(aborted + 2);
      app.stop();
      List<ReceivedSpan> spans = receiver.spans();
      for (int i = 0; i < REQUESTS.size(); i++) {
        checkSpan(spans, traceparent(i), REQUESTS.get(i));
      }
      assertThat(of(spans, traceparent(aborted)).attribute("error.type").toString())
          .as("what a client that went away made of its request")
          .endsWith("Exception");
      assertThat(spans).hasSize(aborted + 2);
      assertThat(spans)
          .filteredOn(span -> span.attribute("http.response.status_code").equals(400L))
          .singleElement()
          .satisfies(
              span ->
                  assertThat(span.attributes())
                      .containsEntry("http.request.method", "_OTHER")
                      .doesNotContainKeys("url.path", "http.request.method_original"));
    }
  }

  private static void checkSpan(List<ReceivedSpan> spans, String traceparent, SiteRequest request) {
    ReceivedSpan span = of(spans, traceparent);
    assertThat(span.name()).isEqualTo("GET");
    assertThat(span.attribute("http.response.status_code"))
        .as("%s", request)
        .isEqualTo((long) request.status());
    assertThat(span.attribute("error.type")).as("%s", request).isEqualTo(request.error());
    assertThat(span.attribute("url.path")).isEqualTo(request.target());
  }

  private static ReceivedSpan of(List<ReceivedSpan> spans, String traceparent) {
    return spans.stream()
        .filter(span -> traceparent.contains(span.traceId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span of " + traceparent));
  }
}
