package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.http.HttpClientMeasurements;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientSpanTest {

  private final Config config =
      Config.of(
          Map.of(
              "sonde.http.client.capture-request-headers", "Accept",
              "sonde.http.client.capture-response-headers", "Set-Cookie"),
          Map.of(),
          null);
  private final Tracings.Sink sink = new Tracings.Sink(true);

  @BeforeEach
  void install() {
    HttpClientProbe.install(
        new HttpClientMeasurements(
            config,
            new Registry(2000, new SelfStats()),
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext")));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpClientProbe.install(null);
    Current.cell().set(null);
  }

  private static HttpClientOperation start(String method, int resends) {
    HttpClientOperation operation = HttpClientProbe.start(method, "shop.example", 8080, 0, resends);
    operation.details.url = "http://user:hunter2@shop.example:8080/orders/42?sig=hunter2";
    return operation;
  }

  private Span end(HttpClientOperation operation, @Nullable Throwable thrown) throws Exception {
    HttpClientProbe.end(operation, thrown);
    ProtoBuffer out = new ProtoBuffer();
    int resource = out.begin(1);
    int scope = out.begin(2);
    new SpanWriter(out, config).write(2, sink.last, 0);
    out.end(scope);
    out.end(resource);
    TracesData traces = TracesData.parseFrom(Arrays.copyOf(out.bytes(), out.size()));
    return traces.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static Map<String, Object> attributes(Span span) {
    Map<String, Object> attributes = new TreeMap<>();
    for (KeyValue pair : span.getAttributesList()) {
      AnyValue value = pair.getValue();
      attributes.put(
          pair.getKey(),
          value.hasArrayValue()
              ? value.getArrayValue().getValuesList().stream()
                  .map(AnyValue::getStringValue)
                  .toList()
              : value.hasStringValue() ? value.getStringValue() : (Object) value.getIntValue());
    }
    return attributes;
  }

  @Test
  void aTemplateTellsNoSessionAndNothingOfAnotherRequest() throws Exception {
    HttpClientOperation fitting = start("GET", 0);
    fitting.details.template = "/orders;jsessionid=secret/{id}";
    fitting.details.url = "http://shop.example:8080/orders;jsessionid=secret/42";
    assertThat(end(fitting, null).getName()).isEqualTo("GET /orders;jsessionid=REDACTED/{id}");

    HttpClientOperation other = start("GET", 0);
    other.details.template = "/orders/{id}";
    other.details.url = "http://login.example/oauth/token";
    assertThat(end(other, null).getName()).isEqualTo("GET");
  }

  @Test
  void aRequestIsToldByTheConventions() throws Exception {
    HttpClientOperation operation = start("GET", 2);
    operation.statusLine("HTTP/1.1 200 OK");
    operation.requestBytes = 3;
    operation.responseLength("12");
    operation.details.template = "http://shop.example:8080/orders/{id}";
    operation.details.peer("10.0.0.9", 3128);
    operation.details.requestHeader(0, "text/html");
    operation.details.responseHeader(0, List.of("a=b", "c=d").iterator());
    Span span = end(operation, null);

    assertThat(span.getName()).isEqualTo("GET /orders/{id}");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    Map<String, Object> expected = new TreeMap<>();
    expected.put("http.request.method", "GET");
    expected.put("server.address", "shop.example");
    expected.put("server.port", 8080L);
    expected.put("url.full", "http://REDACTED:REDACTED@shop.example:8080/orders/42?sig=REDACTED");
    expected.put("url.template", "/orders/{id}");
    expected.put("http.response.status_code", 200L);
    expected.put("http.request.resend_count", 2L);
    expected.put("network.protocol.version", "1.1");
    expected.put("network.peer.address", "10.0.0.9");
    expected.put("network.peer.port", 3128L);
    expected.put("http.request.body.size", 3L);
    expected.put("http.response.body.size", 12L);
    expected.put("http.request.header.accept", List.of("text/html"));
    expected.put("http.response.header.set-cookie", List.of("a=b", "c=d"));
    assertThat(attributes(span)).isEqualTo(expected);
  }

  @Test
  void aStatusFrom400OnIsAnError() throws Exception {
    HttpClientOperation operation = start("GET", 0);
    operation.statusLine("HTTP/1.0 404 Not Found");
    Span span = end(operation, null);

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(span))
        .containsEntry("error.type", "404")
        .containsEntry("network.protocol.version", "1.0")
        .doesNotContainKey("http.request.resend_count");
  }

  @Test
  void withoutAResponseTheErrorIsTheException() throws Exception {
    Span span = end(start("GET", 0), new ConnectException("hunter2"));

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(span))
        .containsEntry("error.type", "java.net.ConnectException")
        .doesNotContainKey("http.response.status_code");
    assertThat(span.getEventsCount()).isEqualTo(1);
    assertThat(span.toString()).doesNotContain("hunter2");
  }

  @Test
  void whatWasCancelledIsNoError() throws Exception {
    Span span = end(start("GET", 0), null);

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span)).doesNotContainKeys("error.type", "http.response.status_code");
  }

  @Test
  void anUnknownMethodIsToldBesides() throws Exception {
    Span span = end(start("BREW", 0), null);

    assertThat(span.getName()).isEqualTo("HTTP");
    assertThat(attributes(span))
        .containsEntry("http.request.method", "_OTHER")
        .containsEntry("http.request.method_original", "BREW");
  }
}
