package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A war and a page of its on WildFly as it is downloaded, the agent in {@code JAVA_OPTS}. */
class WildflyDistributionTest {

  private static final String RESPONSE_SIZE = "http_server_response_body_size_bytes_sum";
  private static final String LEFTOVERS = "/leftovers";

  @Test
  void servletsAndPagesAreMeasuredAndTheLogIsAsWithoutTheAgent(
      @TempDir Path base, @TempDir Path plainBase) throws Exception {
    Set<String> plain;
    try (ChildJvm server =
        WildflyDistribution.in(plainBase).start(Launch.java(Jdk.own()).withoutAgent())) {
      use(server);
      server.stop();
      plain = comparable(server);
    }

    WildflyDistribution wildfly = WildflyDistribution.in(base);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm server = wildfly.start(Launch.java(Jdk.own()).tracesTo(receiver))) {
      use(server);

      assertThat(server.counted(7)).isEqualTo(7);
      MetricsPage page = server.metrics();
      assertThat(page.sum("http_server_active_requests")).isZero();
      assertThat(page.sum(RESPONSE_SIZE, "http_route", "/bytes")).isEqualTo(2500);
      assertThat(page.sum(RESPONSE_SIZE, "http_route", "/*.jsp")).isEqualTo("sum 5050".length());
      assertThat(Await.until(() -> server.get(LEFTOVERS).body().strip(), "[]"::equals))
          .as("threads that still have a context")
          .isEqualTo("[]");

      server.stop();
      assertThat(receiver.spans())
          .filteredOn(span -> !span.name().equals("GET " + LEFTOVERS))
          .extracting(ReceivedSpan::name)
          .containsExactly(
              "GET /hello",
              "GET /*.jsp",
              "GET /bytes",
              "GET /async/dispatch",
              "GET /async/start",
              "GET /throw",
              "GET /*");
      assertThat(comparable(server)).isEqualTo(plain).isNotEmpty();
    }
  }

  private static void use(ChildJvm server) throws Exception {
    assertThat(server.get("/hello").body()).isEqualToIgnoringNewLines("hello");
    assertThat(server.get("/sum.jsp").body()).isEqualTo("sum 5050");
    assertThat(server.get("/bytes?count=2500").body()).hasSize(2500);
    assertThat(server.get("/async/dispatch").body()).isEqualToIgnoringNewLines("hello");
    assertThat(server.get("/async/start").body()).isEqualToIgnoringNewLines("completed in started");
    assertThat(server.get("/throw").statusCode()).isEqualTo(500);
    assertThat(server.get("/no/such").statusCode()).isEqualTo(404);
  }

  /** The lines of the log, whose threads write in any order, without what is of one run alone. */
  private static Set<String> comparable(ChildJvm server) {
    return server.stdout().lines().stream()
        .filter(line -> !line.contains("JAVA_OPTS"))
        .map(line -> line.replaceAll("/content/\\S+", "/content").replaceAll("\\d+", "N"))
        .map(line -> line.replaceAll(" \\([^()]*\\) ", " "))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
