package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the agent serves is understood by the real thing. */
class PrometheusTest {

  /** Names that the conventions end so although they are gauges. */
  private static final List<String> CONVENTIONAL_GAUGES =
      List.of(
          "jvm_thread_count",
          "jvm_class_count",
          "jvm_cpu_count",
          "jvm_buffer_count",
          "jvm_file_descriptor_count");

  @Test
  void prometheusScrapesWhatIsServed() throws Exception {
    try (ChildJvm app = Launch.usual().set("sonde.service.name", "shop").start();
        Prometheus prometheus = Prometheus.scraping(app.metricsAddress())) {
      for (int i = 0; i < 5; i++) {
        app.get("/hello");
      }

      String count = "http_server_request_duration_seconds_count{http_route=\"/hello\"}";
      assertThat(prometheus.query(count, 5)).hasValue(5);
      assertThat(prometheus.query("up{job=\"child\"}", 1)).hasValue(1);
      assertThat(prometheus.query("target_info{service_name=\"shop\"}", 1)).hasValue(1);
      String last =
          "http_server_request_duration_seconds_bucket{http_route=\"/hello\",le=\"+Inf\"}";
      assertThat(prometheus.query(last, 5)).hasValue(5);
      assertThat(prometheus.query("count(jvm_memory_used_bytes) > bool 1", 1)).hasValue(1);
    }
  }

  @OnEveryJdk
  void promtoolFindsNothingButConventionalNames(Jdk jdk) throws Exception {
    String promtool = Prerequisite.program("promtool", "apt-get install prometheus").toString();
    App app = jdk.feature() < App.TOMCAT_10.oldestJava ? App.TOMCAT_9 : App.TOMCAT_10;
    try (ChildJvm child = Launch.of(new Subject(app, jdk)).start()) {
      child.get("/hello");
      child.get("/throw");
      child.metrics();
      String page = child.metrics().text();

      Process lint =
          new ProcessBuilder(promtool, "check", "metrics").redirectErrorStream(true).start();
      try (OutputStream in = lint.getOutputStream()) {
        in.write(page.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lint.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said.lines())
          .allMatch(
              line -> {
                String name = line.split(" ", 2)[0];
                return CONVENTIONAL_GAUGES.contains(name) && line.contains("\"_count\"");
              });
    }
  }
}
