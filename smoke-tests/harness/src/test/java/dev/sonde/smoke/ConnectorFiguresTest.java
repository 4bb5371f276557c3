package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectorFiguresTest {

  private static final String THREADS = "sonde_http_server_threads";
  private static final String HELLO = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String MOST_THREADS = THREADS + "_max";
  private static final String CONNECTIONS = "sonde_http_server_connections";

  @OnEveryContainer
  void theContainerTellsOfItsThreadsQueueAndConnections(Subject subject) throws Exception {
    try (ChildJvm app = Launch.of(subject).start();
        RawConnection open = RawHttp.open(app.port(), HELLO)) {
      assertThat(open).isNotNull();
      assertThat(app.counted(1)).isEqualTo(1);

      MetricsPage page = app.metrics();
      assertThat(page.sum(THREADS)).isLessThanOrEqualTo(page.sum(MOST_THREADS));
      assertThat(page.samples(MOST_THREADS)).hasSize(1);
      assertThat(page.sum(THREADS)).isPositive();
      assertThat(page.samples("sonde_http_server_queue_size")).hasSize(1);
      if (tellsAll(subject)) {
        assertThat(page.samples(THREADS))
            .extracting(sample -> sample.labels().get("sonde_thread_state"))
            .containsExactlyInAnyOrder("busy", "idle");
        MetricsPage settled = Await.until(app::metrics, later -> later.sum(CONNECTIONS) == 1);
        assertThat(settled.sum(CONNECTIONS)).isEqualTo(1);
      }
      assertThat(app.agentLines("ERROR")).isEmpty();
    }
  }

  /** Undertow does not tell its busy threads apart, nor its connections, unless it is told to. */
  private static boolean tellsAll(Subject subject) {
    return subject.app() != App.UNDERTOW_22 && subject.app() != App.UNDERTOW_23;
  }
}
