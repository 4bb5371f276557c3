package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A war and a page of its on Tomcat as it is downloaded, the agent in {@code CATALINA_OPTS}. */
class TomcatDistributionTest {

  private static final String RESPONSE_SIZE = "http_server_response_body_size_bytes_sum";

  @Test
  void servletsPagesAndFilesAreMeasured(@TempDir Path base) throws Exception {
    TomcatDistribution tomcat = TomcatDistribution.in(base);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = tomcat.start(Launch.java(Jdk.own()).tracesTo(receiver))) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(app.get("/sum.jsp").body()).isEqualTo("sum 5050");
      assertThat(app.get("/files/big.txt").body()).hasSize(SiteWar.BIG_FILE);
      assertThat(app.get("/async/dispatch").body()).isEqualTo("hello\n");
      assertThat(app.get("/throw").statusCode()).isEqualTo(500);
      assertThat(app.get("/no/such").statusCode()).isEqualTo(404);

      assertThat(app.counted(6)).isEqualTo(6);
      MetricsPage page = app.metrics();
      assertThat(page.sum("http_server_active_requests")).isZero();
      assertThat(page.sum(RESPONSE_SIZE, "http_route", "/files/*")).isEqualTo(SiteWar.BIG_FILE);
      assertThat(page.sum(RESPONSE_SIZE, "http_route", "/*.jsp")).isEqualTo("sum 5050".length());

      app.stop();
      assertThat(receiver.spans())
          .extracting(ReceivedSpan::name)
          .containsExactly(
              "GET /hello",
              "GET /*.jsp",
              "GET /files/*",
              "GET /async/dispatch",
              "GET /throw",
              "GET /*");
    }
  }
}
