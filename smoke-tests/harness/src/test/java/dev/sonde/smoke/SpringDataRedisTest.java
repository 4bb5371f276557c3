package dev.sonde.smoke;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Spring Data Redis and Spring Cache by each of their clients: the application sees what it sees
 * without the agent, and each command is measured once, below the request that made it.
 */
class SpringDataRedisTest {

  private static final List<String> CLIENTS = List.of("jedis", "lettuce");

  /** What the clients send for themselves. */
  private static final RedisLedger LEDGER =
      new RedisLedger(Set.of("CLIENT", "PIPELINE CLIENT", "HELLO", "PING", "QUIT"));

  @Test
  void eachCommandIsMeasuredOnceAndTheApplicationSeesNothing() throws Exception {
    try (DatabaseServer redis = DatabaseServer.redis()) {
      Map<String, List<String>> expected;
      try (ChildJvm app = launch(redis).withoutAgent().start()) {
        expected = outputs(app);
      }
      try (OtlpReceiver receiver = OtlpReceiver.start();
          ChildJvm app = launch(redis).tracesTo(receiver).start()) {
        Map<String, List<String>> outputs = outputs(app);
        MetricsPage page = app.metrics();
        app.stop();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(outputs).isEqualTo(expected);
        expected.forEach((path, output) -> assertSpans(softly, path, output, receiver.spans()));
        LEDGER.assertMeasured(softly, expected.values(), page);
        RedisLedger.assertDiscreet(softly, app, page, receiver.spans());
        softly.assertAll();
      }
    }
  }

  private static Launch launch(DatabaseServer redis) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path jar = Path.of(apps, "app-spring-redis", "target", "app.jar").toAbsolutePath().normalize();
    return Launch.java(
        Jdk.own(), "-jar", jar.toString(), "127.0.0.1", Integer.toString(redis.port()));
  }

  private static Map<String, List<String>> outputs(ChildJvm app) throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    for (String client : CLIENTS) {
      outputs.put("/" + client, RedisApp.output(app, "/" + client));
    }
    return outputs;
  }

  private static void assertSpans(
      SoftAssertions softly, String path, List<String> output, List<ReceivedSpan> spans) {
    List<ReceivedSpan> children = RedisLedger.children(RedisLedger.request(path, spans), spans);
    softly.assertThat(LEDGER.told(children)).as("spans of " + path).isEqualTo(LEDGER.spans(output));
    softly.assertThat(children).as(path).allMatch(s -> s.kind() == SpanKind.SPAN_KIND_CLIENT);
  }
}
