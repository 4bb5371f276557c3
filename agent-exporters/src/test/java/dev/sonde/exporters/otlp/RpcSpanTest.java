package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Current;
import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcServerProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.rpc.RpcMeasurements;
import dev.sonde.exporters.trace.Tracings;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RpcSpanTest {

  private static final String CHECKOUT = "shop.Cart/Checkout";

  private final Config config =
      Operations.config("sonde.grpc.server.capture-request-metadata", "X-Tenant");
  private final Tracings.Sink sink = new Tracings.Sink(true);
  private final Object call = new Object();

  @BeforeEach
  void install() {
    RpcProbe.install(
        new RpcMeasurements(
            config,
            new Registry(2000, new SelfStats()),
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext")));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RpcProbe.install(null);
    Current.cell().set(null);
  }

  private Span span() throws Exception {
    ProtoBuffer out = new ProtoBuffer();
    int resource = out.begin(1);
    int scope = out.begin(2);
    new SpanWriter(out, config).write(2, sink.last, 0);
    out.end(scope);
    out.end(resource);
    TracesData traces = TracesData.parseFrom(Arrays.copyOf(out.bytes(), out.size()));
    return traces.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static Map<String, String> attributes(Span span) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue pair : span.getAttributesList()) {
      attributes.put(
          pair.getKey(),
          pair.getValue().hasStringValue()
              ? pair.getValue().getStringValue()
              : pair.getValue().hasArrayValue()
                  ? pair.getValue().getArrayValue().getValues(0).getStringValue()
                  : Long.toString(pair.getValue().getIntValue()));
    }
    return attributes;
  }

  private Span made(@Nullable String status, @Nullable Throwable thrown) throws Exception {
    Object channel = new Object();
    RpcClientProbe.channel(channel, "dns:///shop:8443");
    RpcClientProbe.made(call, channel);
    RpcClientOperation operation = RpcClientProbe.start(call, null, channel, CHECKOUT);
    operation.details().peer("10.0.0.9", 8443);
    RpcProbe.sent(operation);
    RpcClientProbe.end(call, status, thrown);
    return span();
  }

  private Span served(String status, @Nullable Throwable thrown) throws Exception {
    RpcServerOperation operation =
        RpcServerProbe.start(RpcServerProbe.open(), new Object(), CHECKOUT);
    operation.details().authority = "shop:8443";
    operation.details().request(0, "acme");
    RpcServerProbe.hears(call, null);
    RpcServerProbe.closed(call, status, thrown);
    return span();
  }

  @Test
  void aMadeCallIsToldByTheConventions() throws Exception {
    Span span = made("OK", null);

    assertThat(span.getName()).isEqualTo(CHECKOUT);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "grpc",
                "rpc.method", CHECKOUT,
                "rpc.response.status_code", "OK",
                "server.address", "shop",
                "server.port", "8443",
                "network.peer.address", "10.0.0.9",
                "network.peer.port", "8443",
                "sonde.rpc.messages.sent", "1",
                "sonde.rpc.messages.received", "0"));
  }

  @Test
  void eachStatusButOkIsAFailureToAClientAndNotToAServer() throws Exception {
    Span made = made("NOT_FOUND", null);
    assertThat(made.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(made)).containsEntry("error.type", "NOT_FOUND");

    Span served = served("NOT_FOUND", null);
    assertThat(served.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(served.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(served)).doesNotContainKey("error.type");

    Span broken = served("UNKNOWN", new IllegalStateException("on purpose"));
    assertThat(broken.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(broken)).containsEntry("error.type", "UNKNOWN");
    assertThat(broken.getEvents(0).toString()).contains("on purpose");
  }

  @Test
  void aCallThatCouldNotBeStartedFailedWithItsException() throws Exception {
    Span span = made(null, new IllegalStateException("hunter2"));

    assertThat(attributes(span))
        .containsEntry("error.type", "java.lang.IllegalStateException")
        .doesNotContainKey("rpc.response.status_code");
    assertThat(span.toString()).doesNotContain("hunter2");
  }

  @Test
  void aMethodThatNobodyKnowsIsToldAsItCame() throws Exception {
    Span span = served("UNIMPLEMENTED", null);

    assertThat(span.getName()).isEqualTo("grpc");
    assertThat(attributes(span))
        .containsEntry("rpc.method", "_OTHER")
        .containsEntry("rpc.method_original", CHECKOUT)
        .containsEntry("server.address", "shop")
        .containsEntry("server.port", "8443")
        .containsEntry("rpc.request.metadata.x-tenant", "acme");
  }
}
