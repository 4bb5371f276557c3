package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientMeasurementsTest {

  private static final Context UNSAMPLED = new Context(1, 2, 3, false, "a=b", "c=d");

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);

  @BeforeEach
  void install() {
    Config config = Config.of(Map.of("sonde.http.client.exclude", "*.internal"), Map.of(), null);
    HttpClientProbe.install(
        new HttpClientMeasurements(
            config,
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext", "baggage")));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpClientProbe.install(null);
    Current.cell().set(null);
  }

  private static @Nullable HttpClientOperation start(String method, String host) {
    return HttpClientProbe.start(method, host, 80, 0, 0);
  }

  private long count(String method, @Nullable String status, @Nullable String error) {
    return LongStream.of(
            registry
                .histogram(
                    Catalogue.HTTP_CLIENT_REQUEST_DURATION,
                    method,
                    "example.com",
                    "80",
                    status,
                    error,
                    "1.1")
                .counts())
        .sum();
  }

  private long active() {
    return registry
        .counter(Catalogue.HTTP_CLIENT_ACTIVE_REQUESTS, "GET", "example.com", "80")
        .sum();
  }

  @Test
  void aRequestIsCountedOnceWhoeverEndsIt() {
    HttpClientOperation operation = start("GET", "example.com");
    assertThat(active()).isEqualTo(1);
    operation.statusLine("HTTP/1.1 200 OK");
    HttpClientProbe.end(operation, null);
    HttpClientProbe.end(operation, new IOException());
    assertThat(active()).isZero();
    assertThat(count("GET", "200", null)).isEqualTo(1);
    assertThat(sink.offered.sum()).isEqualTo(1);
    assertThat(sink.last).isSameAs(operation);
  }

  @Test
  void anErrorIsTheStatusOrWhatIsBehindTheExceptionsOfFutures() {
    HttpClientOperation missing = start("GET", "example.com");
    missing.statusLine("HTTP/1.1 404 Not Found");
    HttpClientProbe.end(missing, null);
    assertThat(count("GET", "404", "404")).isEqualTo(1);
    HttpClientOperation broken = start("GET", "example.com");
    broken.protocolVersion = "1.1";
    HttpClientProbe.end(broken, new CompletionException(new IOException("gone")));
    assertThat(count("GET", null, "java.io.IOException")).isEqualTo(1);
  }

  @Test
  void anExcludedServerIsLeftAlone() {
    assertThat(start("GET", "a.internal")).isNull();
  }

  @Test
  void anUnsampledTraceIsHandedOnAsUnsampled() {
    Current.cell().set(UNSAMPLED);
    HttpClientOperation operation = start("GET", "example.com");
    assertThat(operation.recording).isFalse();
    assertThat(operation.details).isNull();
    assertThat(HttpClientProbe.fields()).containsExactly("traceparent", "tracestate", "baggage");
    assertThat(operation.header(0))
        .startsWith("00-00000000000000010000000000000002-")
        .endsWith("-00");
    assertThat(operation.header(1)).isEqualTo("a=b");
    assertThat(operation.header(2)).isEqualTo("c=d");
    HttpClientProbe.end(operation, null);
    assertThat(sink.offered.sum()).isZero();
  }

  @Test
  void aStatusLineThatIsNoneIsNotBelieved() {
    HttpClientOperation operation = start("GET", "example.com");
    for (String line :
        new String[] {null, "", "HTTP/1.1", "HTTP/1.1 2x0 OK", "ICY 200 OK", "HTTP/1.1 20"}) {
      operation.statusLine(line);
      assertThat(operation.status).isZero();
    }
    HttpClientProbe.end(operation, null);
  }
}
