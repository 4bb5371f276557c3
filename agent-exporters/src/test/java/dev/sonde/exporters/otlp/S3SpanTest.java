package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Current;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.s3.S3Measurements;
import dev.sonde.exporters.trace.Tracings;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3SpanTest {

  private final Tracings.Sink sink = new Tracings.Sink(true);

  @AfterEach
  void leaveTheThreadAsItWas() {
    S3Probe.install(null);
    Current.cell().set(null);
  }

  private static S3Operation begin(Config config, Tracings.Sink sink) {
    S3Probe.install(
        new S3Measurements(
            config,
            new Registry(2000, new SelfStats()),
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext")));
    S3Operation operation = S3Probe.start("S3", "UploadPart", "pics");
    operation.region = "eu-west-1";
    operation.serverAddress = "pics.s3.eu-west-1.amazonaws.com";
    operation.serverPort = 443;
    operation.details.key("secret/cat.jpg");
    operation.details.copySource("other/secret/dog.jpg");
    operation.details.uploadId = "U1";
    operation.details.partNumber = 3;
    operation.enter();
    return operation;
  }

  private Span span(Config config, S3Operation operation, @Nullable Throwable thrown)
      throws Exception {
    S3Probe.returned(operation, null, thrown);
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
              : Long.toString(pair.getValue().getIntValue()));
    }
    return attributes;
  }

  @Test
  void aCallTellsWhatTheConventionsName() throws Exception {
    Config config = Operations.config();
    S3Operation operation = begin(config, sink);
    operation.attempt();
    operation.answered(503, "SlowDown");
    operation.attempt();
    operation.sends("77");
    operation.answered(200, null);
    operation.details.requestId = "R1";
    operation.details.extendedRequestId = "E1";
    Span span = span(config, operation, null);
    assertThat(span.getName()).isEqualTo("S3.UploadPart");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("rpc.system", "aws-api"),
                Map.entry("rpc.service", "S3"),
                Map.entry("rpc.method", "UploadPart"),
                Map.entry("cloud.region", "eu-west-1"),
                Map.entry("server.address", "pics.s3.eu-west-1.amazonaws.com"),
                Map.entry("server.port", "443"),
                Map.entry("http.response.status_code", "200"),
                Map.entry("aws.s3.bucket", "pics"),
                Map.entry("aws.s3.upload_id", "U1"),
                Map.entry("aws.s3.part_number", "3"),
                Map.entry("aws.request_id", "R1"),
                Map.entry("aws.extended_request_id", "E1"),
                Map.entry("sonde.attempts", "2"),
                Map.entry("sonde.throttles", "1"),
                Map.entry("sonde.s3.sent_bytes", "77")));
  }

  @Test
  void keysAreToldWhereTheyAreAskedFor() throws Exception {
    Config config = Operations.config("sonde.s3.capture-keys", "true");
    assertThat(attributes(span(config, begin(config, sink), null)))
        .containsEntry("aws.s3.key", "secret/cat.jpg")
        .containsEntry("aws.s3.copy_source", "other/secret/dog.jpg");
  }

  @Test
  void aFailureIsTheServicesCodeAndItsExceptionSaysNothing() throws Exception {
    Config config = Operations.config();
    S3Operation operation = begin(config, sink);
    operation.attempt();
    operation.answered(403, "AccessDenied");
    Span span = span(config, operation, new IOException("secret/cat.jpg"));
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(span)).containsEntry("error.type", "AccessDenied");
    assertThat(span.toString()).doesNotContain("secret");
  }
}
