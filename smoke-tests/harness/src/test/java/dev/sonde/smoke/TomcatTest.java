package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only Tomcat does. */
class TomcatTest {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_OF_HEADERS_AND_STREAM = 5;
  private static final int AUTHORITY = 1;
  private static final int METHOD = 2;
  private static final int PATH = 4;
  private static final int SCHEME = 6;

  static Stream<Subject> tomcats() {
    return Subject.containersOnOwnJdk().filter(subject -> subject.toString().startsWith("Tomcat"));
  }

  /** Tomcat refuses it before its servlet side hears of it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tomcats")
  void aStreamThatIsNoRequestIsMeasured(Subject subject) throws Exception {
    String headers =
        known(METHOD, "G@T")
            + known(SCHEME, "http")
            + known(PATH, "/hello")
            + known(AUTHORITY, "localhost")
            + literal("traceparent", "00-" + "ab".repeat(16) + '-' + "cd".repeat(8) + "-01");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.of(subject).tracesTo(receiver).start()) {
      String request =
          PREFACE
              + frame(SETTINGS, 0, 0, "")
              + frame(HEADERS, END_OF_HEADERS_AND_STREAM, 1, headers);
      RawConnection connection = RawHttp.open(app.port(), request);
      assertThat(app.counted(1)).isEqualTo(1);
      MetricsPage page = app.metrics();
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
      assertThat(page.sum("http_server_active_requests")).isZero();
      ReceivedSpan span = receiver.awaitSpans(1).get(0);
      assertThat(span.traceId()).isEqualTo("ab".repeat(16));
      assertThat(span.attribute("http.request.method_original")).isEqualTo("G@T");
      connection.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tomcats")
  void aCompressedBodyHasTheSizeThatWasSent(Subject subject) throws Exception {
    try (ChildJvm app = Launch.of(subject).set("site.compression", "force").start()) {
      HttpAnswer chunked =
          RawHttp.answer(
              app.port(),
              SiteRequest.get("/bytes?count=250000").header("Accept-Encoding: gzip").bytes("none"));
      assertThat(chunked.text()).containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n");
      assertThat(app.counted(1)).isEqualTo(1);

      double sent = app.metrics().sum("http_server_response_body_size_bytes_sum");
      assertThat(sent).isEqualTo(chunked.body().length()).isLessThan(250_000);
    }
  }

  /** A header with one of the names that have a number. */
  private static String known(int name, String value) {
    return "" + (char) name + (char) value.length() + value;
  }

  /** A header that is neither indexed nor compressed. */
  private static String literal(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  private static String frame(int type, int flags, int stream, String payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0);
    frame.write(payload.length() >> 8);
    frame.write(payload.length());
    frame.write(type);
    frame.write(flags);
    frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    frame.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
    return frame.toString(StandardCharsets.ISO_8859_1);
  }
}
