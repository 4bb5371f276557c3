package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpanWriterTest {

  private final SpanQueue queue = new SpanQueue(100, 10);
  private final SelfStats self = new SelfStats();
  private final ExportStats stats =
      new ExportStats(new Registry(100, self), queue, "otlp_http_span_exporter", "localhost");

  private static Resource resource() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("service.name", "shop");
    attributes.put("process.pid", 42L);
    attributes.put("flag", true);
    attributes.put("process.command_args", List.of("a", "b"));
    return new Resource(attributes);
  }

  private TraceRequest request(Config config, int mostBytes) {
    Envelope envelope = new Envelope(resource(), "1.2.3");
    return new TraceRequest(envelope, config, self, stats, mostBytes);
  }

  private ExportTraceServiceRequest written(TraceRequest request) throws Exception {
    request.write(queue, queue.batch());
    return ExportTraceServiceRequest.parseFrom(
        Arrays.copyOf(request.bytes().bytes(), request.bytes().size()));
  }

  private Span span(HttpServerOperation operation, String... config) throws Exception {
    operation.end();
    queue.offer(operation);
    ExportTraceServiceRequest request = written(request(Operations.config(config), 1 << 20));
    assertThat(self.errors()).isEmpty();
    return request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  static Map<String, Object> attributes(List<KeyValue> list) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (KeyValue attribute : list) {
      AnyValue value = attribute.getValue();
      attributes.put(
          attribute.getKey(), value.hasIntValue() ? value.getIntValue() : value.getStringValue());
    }
    assertThat(attributes).hasSameSizeAs(list);
    return attributes;
  }

  @Test
  void whatWaitsForLongTellsNoMoreThanARequestMayHave() throws Exception {
    Throwable failure = new IllegalStateException("late", new IOException("x".repeat(6000)));
    for (int i = 0; i < 2; i++) {
      HttpServerOperation operation = Operations.running("GET");
      operation.fail(failure);
      operation.end();
      queue.offer(operation);
    }
    Config config = Operations.config("sonde.span.attribute.length", "6000");
    TraceRequest request = request(config, 10_000);
    request.settle(queue);
    request.settle(queue);

    List<Span> spans = written(request).getResourceSpans(0).getScopeSpans(0).getSpansList();
    assertThat(attributes(spans.get(0).getEvents(0).getAttributesList()))
        .containsEntry("exception.message", "late")
        .containsKey("exception.stacktrace");
    assertThat(attributes(spans.get(1).getEvents(0).getAttributesList()))
        .containsEntry("exception.type", "java.lang.IllegalStateException")
        .containsEntry("exception.message", "late")
        .doesNotContainKey("exception.stacktrace");
  }

  @Test
  void whatSeveralThatWaitArePartsOfCountsOnce() throws Exception {
    Throwable failure = new IllegalStateException("late", new IOException("x".repeat(6000)));
    HttpServerOperation whole = Operations.running("GET");
    whole.enter();
    for (int i = 0; i < 3; i++) {
      HttpServerOperation part = Operations.running("GET");
      part.end();
      queue.offer(part);
    }
    whole.leave();
    HttpServerOperation other = Operations.running("GET");
    for (HttpServerOperation failed : List.of(whole, other)) {
      failed.fail(failure);
      failed.end();
    }
    queue.offer(other);
    TraceRequest request =
        request(Operations.config("sonde.span.attribute.length", "6000"), 20_000);
    request.settle(queue);
    request.settle(queue);

    List<Span> spans = written(request).getResourceSpans(0).getScopeSpans(0).getSpansList();
    assertThat(whole.error()).isInstanceOf(Told.class);
    assertThat(attributes(spans.get(3).getEvents(0).getAttributesList()))
        .containsKey("exception.stacktrace");
  }

  @Test
  void aRequestNamesResourceAndScope() throws Exception {
    queue.offer(Operations.ended("/"));
    var spans = written(request(Operations.config(), 1 << 20)).getResourceSpans(0);
    assertThat(spans.getResource().getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("service.name", "process.pid", "flag", "process.command_args");
    assertThat(spans.getResource().getAttributes(1).getValue().getIntValue()).isEqualTo(42);
    assertThat(spans.getResource().getAttributes(2).getValue().getBoolValue()).isTrue();
    assertThat(spans.getResource().getAttributes(3).getValue().getArrayValue().getValuesList())
        .extracting(AnyValue::getStringValue)
        .containsExactly("a", "b");
    assertThat(spans.getScopeSpans(0).getScope().getName()).isEqualTo("dev.sonde");
    assertThat(spans.getScopeSpans(0).getScope().getVersion()).isEqualTo("1.2.3");
  }

  @Test
  void aRequestIsASpanWithAllThatIsKnown() throws Exception {
    Origin origin = Operations.origin();
    origin.parentSpanId = 0x1122334455667788L;
    origin.parentRemote = true;
    origin.traceState = "vendor=1";
    long before = System.currentTimeMillis();
    HttpServerOperation operation =
        new HttpServerOperation(origin, Current.cell(), "POST", "https", false);
    operation.route("/orders/{id}", HttpServerOperation.HANDLER);
    operation.status = 201;
    operation.protocolVersion = "1.1";
    operation.details.path = "/orders/7";
    operation.details.query = "a=1&sig=secret&b=2";
    operation.details.serverAddress = "shop.example";
    operation.details.serverPort = 8443;
    operation.details.peerAddress = "10.0.0.7";
    operation.details.peerPort = 50123;
    operation.details.requestHeader(0, "curl/8");
    Span span = span(operation);
    assertThat(span.getTraceId().toByteArray())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    assertThat(span.getSpanId().toByteArray())
        .containsExactly(0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8);
    assertThat(span.getParentSpanId().toByteArray())
        .containsExactly(0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88);
    assertThat(span.getTraceState()).isEqualTo("vendor=1");
    assertThat(span.getFlags()).isEqualTo(0x301);
    assertThat(span.getName()).isEqualTo("POST /orders/{id}");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    long start = TimeUnit.NANOSECONDS.toMillis(span.getStartTimeUnixNano());
    assertThat(start).isBetween(before - 50, System.currentTimeMillis() + 50);
    assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
        .isEqualTo(operation.durationNanos());
    assertThat(attributes(span.getAttributesList()))
        .containsOnly(
            Map.entry("http.request.method", "POST"),
            Map.entry("url.scheme", "https"),
            Map.entry("url.path", "/orders/7"),
            Map.entry("url.query", "a=1&sig=REDACTED&b=2"),
            Map.entry("http.route", "/orders/{id}"),
            Map.entry("http.response.status_code", 201L),
            Map.entry("server.address", "shop.example"),
            Map.entry("server.port", 8443L),
            Map.entry("client.address", "10.0.0.7"),
            Map.entry("network.peer.address", "10.0.0.7"),
            Map.entry("network.peer.port", 50123L),
            Map.entry("network.protocol.version", "1.1"),
            Map.entry("user_agent.original", "curl/8"));
    assertThat(span.hasStatus()).isFalse();
    assertThat(span.getEventsCount()).isZero();
    assertThat(span.getDroppedAttributesCount()).isZero();
  }

  @Test
  void whatIsUnknownIsAbsent() throws Exception {
    Span span = span(Operations.running("_OTHER"));
    assertThat(span.getName()).isEqualTo("HTTP");
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(span.getFlags()).isEqualTo(0x101);
    assertThat(attributes(span.getAttributesList()))
        .containsOnlyKeys("http.request.method", "url.scheme");
  }

  @Test
  void anUnknownMethodKeepsItsName() throws Exception {
    HttpServerOperation operation = Operations.running("_OTHER");
    operation.details.originalMethod = "BREW";
    operation.route("/pot", HttpServerOperation.HANDLER);
    Span span = span(operation);
    assertThat(span.getName()).isEqualTo("HTTP /pot");
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("http.request.method_original", "BREW");
  }

  @ParameterizedTest
  @CsvSource({"0,,UNSET", "404,,UNSET", "499,,UNSET", "500,500,ERROR", "503,503,ERROR"})
  void onlyServerErrorsAreErrors(int status, String type, String code) throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.status = status;
    Span span = span(operation);
    assertThat(attributes(span.getAttributesList()).get("error.type")).isEqualTo(type);
    assertThat(span.getStatus().getCode())
        .isEqualTo(Status.StatusCode.valueOf("STATUS_CODE_" + code));
  }

  @Test
  void anExceptionIsAnEvent() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.status = 500;
    operation.fail(new IllegalStateException("no stock", new ArithmeticException("inner")));
    Span span = span(operation);
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("error.type", "java.lang.IllegalStateException");
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    Span.Event event = span.getEvents(0);
    assertThat(event.getName()).isEqualTo("exception");
    assertThat(event.getTimeUnixNano()).isEqualTo(span.getEndTimeUnixNano());
    Map<String, Object> attributes = attributes(event.getAttributesList());
    assertThat(attributes)
        .containsEntry("exception.type", "java.lang.IllegalStateException")
        .containsEntry("exception.message", "no stock");
    assertThat(attributes.get("exception.stacktrace").toString())
        .startsWith("java.lang.IllegalStateException: no stock")
        .contains("at dev.sonde.exporters.otlp.SpanWriterTest.anExceptionIsAnEvent")
        .contains("Caused by: java.lang.ArithmeticException: inner");
  }

  /** An exception that is as unhelpful as it can be. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
      writer.print("begun");
      throw new IllegalStateException();
    }
  }

  @Test
  void anExceptionThatThrowsIsAnEventOfItsType() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.fail(new Hostile());
    Map<String, Object> attributes = attributes(span(operation).getEvents(0).getAttributesList());
    assertThat(attributes)
        .containsEntry("exception.type", Hostile.class.getName())
        .containsEntry("exception.stacktrace", "begun")
        .doesNotContainKey("exception.message");
  }

  /** What may not be told where a database said it. */
  private static final String SECRET = "4111111111111111";

  private static SQLException fromTheDatabase() {
    SQLException thrown =
        new BatchUpdateException("for '" + SECRET + "'", "23505", new int[] {1, -3});
    thrown.setNextException(new SQLException("duplicate key " + SECRET));
    return thrown;
  }

  private static Throwable suppressing(Throwable suppressed) {
    Throwable thrown = new IllegalStateException("out of stock");
    thrown.addSuppressed(suppressed);
    return thrown;
  }

  /** One of two exceptions that cause each other. */
  private static Throwable circle() {
    Throwable one = new IllegalStateException("one for " + SECRET);
    Throwable other = new IllegalArgumentException("another for " + SECRET, one);
    one.initCause(other);
    return one;
  }

  /** Its cause can't be asked for, so it may be anything. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Closed() {
      super("closed for " + SECRET);
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException();
    }
  }

  static List<Throwable> thatDatabasesAreBehind() {
    return List.of(
        fromTheDatabase(),
        new IllegalStateException("an order: " + fromTheDatabase(), fromTheDatabase()),
        new IllegalStateException(new IllegalArgumentException(fromTheDatabase())),
        suppressing(fromTheDatabase()),
        suppressing(new IllegalStateException(fromTheDatabase())),
        new IllegalStateException(suppressing(fromTheDatabase())),
        circle(),
        new Closed());
  }

  @ParameterizedTest
  @MethodSource("thatDatabasesAreBehind")
  void whatADatabaseSaysIsToldWhereTextsAreToldWhole(Throwable thrown) throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.fail(thrown);
    Span.Event event = span(operation).getEvents(0);
    assertThat(event.toString()).doesNotContain(SECRET);
    assertThat(attributes(event.getAttributesList()))
        .containsEntry("exception.type", thrown.getClass().getName())
        .doesNotContainKey("exception.message");
    assertThat(attributes(event.getAttributesList()).get("exception.stacktrace").toString())
        .startsWith(thrown.getClass().getName() + "\n\tat dev.sonde.exporters.otlp.SpanWriterTest");

    event = span(operation, "sonde.jdbc.full-text", "true").getEvents(0);
    assertThat(attributes(event.getAttributesList()))
        .containsEntry("exception.message", thrown.getMessage());
  }

  /** It has no stack trace to show. */
  private static final class Bare extends SQLException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException();
    }
  }

  @Test
  void aDatabasesExceptionThatThrowsIsAnEventOfItsType() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.fail(new Bare());
    assertThat(attributes(span(operation).getEvents(0).getAttributesList()))
        .containsEntry("exception.stacktrace", Bare.class.getName() + "\n");
  }

  @Test
  void aStackTraceIsBounded() throws Exception {
    Throwable chain = new IllegalStateException("x".repeat(1000));
    for (int i = 0; i < 200; i++) {
      chain = new IllegalStateException("y".repeat(1000), chain);
    }
    HttpServerOperation operation = Operations.running("GET");
    operation.fail(chain);
    Span span = span(operation);
    assertThat(
            attributes(span.getEvents(0).getAttributesList())
                .get("exception.stacktrace")
                .toString())
        .hasSize(16 * 1024);
    span = span(operation, "sonde.span.attribute.length", "100");
    assertThat(
            attributes(span.getEvents(0).getAttributesList())
                .get("exception.stacktrace")
                .toString())
        .hasSize(100);
  }

  @Test
  void textsAreCutAtTheLimit() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.path = "/12345678\ud83d\ude00";
    operation.details.requestHeader(0, "lone\ud83dsurrogate");
    Span span = span(operation, "sonde.span.attribute.length", "10");
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("url.path", "/12345678")
        .containsEntry("user_agent.original", "lone?surro");
  }

  @Test
  void attributesPastTheLimitAreCounted() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.path = "/";
    operation.status = 200;
    operation.details.requestHeader(0, "x");
    Span span = span(operation, "sonde.span.attribute.count", "2");
    assertThat(attributes(span.getAttributesList()))
        .containsOnlyKeys("http.request.method", "url.scheme");
    assertThat(span.getDroppedAttributesCount()).isEqualTo(4);
  }

  @Test
  void theClientAndTheServerAreThoseThatProxiesTellOf() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.serverAddress = "10.1.1.1";
    operation.details.serverPort = 8080;
    operation.details.peerAddress = "10.0.0.7";
    operation.details.requestHeader(1, "for=\"[2001:db8::1]:4711\";host=shop.example:8443");
    operation.details.requestHeader(2, "192.0.2.1");
    assertThat(attributes(span(operation).getAttributesList()))
        .containsEntry("client.address", "2001:db8::1")
        .containsEntry("network.peer.address", "10.0.0.7")
        .containsEntry("server.address", "shop.example")
        .containsEntry("server.port", 8443L);
  }

  @Test
  void oldHeadersOfProxiesCountWhereTheNewOneIsAbsent() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.serverAddress = "10.1.1.1";
    operation.details.serverPort = 8080;
    operation.details.peerAddress = "10.0.0.7";
    operation.details.requestHeader(2, "192.0.2.1, 10.0.0.1");
    operation.details.requestHeader(3, "shop.example");
    assertThat(attributes(span(operation).getAttributesList()))
        .containsEntry("client.address", "192.0.2.1")
        .containsEntry("server.address", "shop.example")
        .doesNotContainKey("server.port");
  }

  @Test
  void proxiesAreNotBelievedWhereTheConfigurationSaysSo() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.serverAddress = "10.1.1.1";
    operation.details.peerAddress = "10.0.0.7";
    operation.details.requestHeader(1, "the tenant");
    Span span =
        span(
            operation,
            "sonde.http.server.trust-forwarded",
            "false",
            "sonde.http.server.capture-request-headers",
            "X-Tenant");
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("client.address", "10.0.0.7")
        .containsEntry("server.address", "10.1.1.1")
        .containsKey("http.request.header.x-tenant");
  }

  @Test
  void capturedHeadersAreListsWithAllTheirValues() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.requestHeader(4, "a\r\nInjected: yes");
    operation.details.requestHeader(4, "b");
    operation.details.responseHeader(0, "\"etag\"");
    Span span =
        span(
            operation,
            "sonde.http.server.capture-request-headers",
            "X-Tenant,X-Absent",
            "sonde.http.server.capture-response-headers",
            "ETag");
    assertThat(span.getAttributesList())
        .filteredOn(attribute -> attribute.getKey().startsWith("http.re"))
        .filteredOn(attribute -> attribute.getValue().hasArrayValue())
        .extracting(
            attribute ->
                attribute.getKey()
                    + attribute.getValue().getArrayValue().getValuesList().stream()
                        .map(AnyValue::getStringValue)
                        .toList())
        .containsExactly(
            "http.request.header.x-tenant[a\r\nInjected: yes, b]",
            "http.response.header.etag[\"etag\"]");
  }

  @Test
  void aTargetWithCredentialsIsItsPathAlone() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.path = "http://ada:secret@shop.example/orders/42";
    assertThat(attributes(span(operation).getAttributesList()))
        .containsEntry("url.path", "/orders/42")
        .containsEntry("url.template", "/orders/{number}");
    HttpServerOperation root = Operations.running("GET");
    root.details.path = "http://ada:secret@shop.example";
    assertThat(attributes(span(root).getAttributesList())).containsEntry("url.path", "/");
  }

  @Test
  void aRequestWithoutARouteHasATemplateInItsStead() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.path = "/orders/42";
    assertThat(attributes(span(operation).getAttributesList()))
        .containsEntry("url.template", "/orders/{number}");
    HttpServerOperation off = Operations.running("GET");
    off.details.path = "/orders/42";
    Span without = span(off, "sonde.http.server.url-template", "false");
    assertThat(attributes(without.getAttributesList())).doesNotContainKey("url.template");
    HttpServerOperation routed = Operations.running("GET");
    routed.details.path = "/orders/42";
    routed.route("/orders/{id}", HttpServerOperation.HANDLER);
    assertThat(attributes(span(routed).getAttributesList())).doesNotContainKey("url.template");
  }

  @Test
  void theSizesOfBodiesAreToldWhereAskedFor() throws Exception {
    String on = "otel.instrumentation.http.server.emit-experimental-telemetry";
    HttpServerOperation operation = Operations.running("POST");
    operation.requestBytes = 0;
    operation.responseBytes = 5_000_000_000L;
    assertThat(attributes(span(operation, on, "true").getAttributesList()))
        .containsEntry("http.request.body.size", 0L)
        .containsEntry("http.response.body.size", 5_000_000_000L);
    assertThat(attributes(span(Operations.running("GET"), on, "true").getAttributesList()))
        .doesNotContainKeys("http.request.body.size", "http.response.body.size");
    HttpServerOperation usual = Operations.running("POST");
    usual.requestBytes = 1;
    usual.responseBytes = 1;
    assertThat(attributes(span(usual).getAttributesList()))
        .doesNotContainKeys("http.request.body.size", "http.response.body.size");
  }

  @Test
  void theListOfSensitiveParametersCanBeOnesOwn() throws Exception {
    HttpServerOperation operation = Operations.running("GET");
    operation.details.query = "token=t&sig=s&a=1";
    Span span = span(operation, "sonde.http.sensitive-query-parameters", "token,sig");
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("url.query", "token=REDACTED&sig=REDACTED&a=1");
  }

  @ParameterizedTest
  @CsvSource({
    "a=1, a=1",
    "sig=x, sig=REDACTED",
    "SIG=x, SIG=REDACTED",
    "%73ig=x, %73ig=REDACTED",
    "a=1&X-Amz-Signature=s&X-Amz-Credential=c, a=1&X-Amz-Signature=REDACTED&X-Amz-Credential=REDACTED",
    "Signature=a=b&c, Signature=REDACTED&c",
    "AWSAccessKeyId=&sig, AWSAccessKeyId=REDACTED&sig",
    "signal=1&design=2, signal=1&design=2",
    "&&=&sig=1&, &&=&sig=REDACTED&",
    "%=%2&sig=%, %=%2&sig=REDACTED",
    "X-Goog-Signature=1&X-Amz-Security-Token=t, X-Goog-Signature=REDACTED&X-Amz-Security-Token=REDACTED"
  })
  void secretsAreTakenOutOfTheQuery(String query, String shown) {
    UrlQuery queries = new UrlQuery(Operations.config().get(Property.HTTP_SENSITIVE_PARAMETERS));
    assertThat(queries.redacted(query)).hasToString(shown);
  }

  @Test
  void aRequestThatIsFullLeavesTheRestForTheNext() throws Exception {
    for (int i = 0; i < 10; i++) {
      HttpServerOperation operation = Operations.ended("/" + i);
      operation.details.requestHeader(0, "x".repeat(1000));
      queue.offer(operation);
    }
    TraceRequest request = request(Operations.config(), 5400);
    int spans = 0;
    int requests = 0;
    do {
      ExportTraceServiceRequest read = written(request);
      assertThat(read.getSerializedSize()).isLessThan(5500);
      spans += read.getResourceSpans(0).getScopeSpans(0).getSpansCount();
      requests++;
    } while (request.isCarrying());
    assertThat(spans).isEqualTo(10);
    assertThat(requests).isEqualTo(3);
    assertThat(stats.dropped(DropReason.LIMIT)).isZero();
  }

  @Test
  void spansThatLeaveInDifferentRequestsAreNotShiftedAgainstEachOther() throws Exception {
    TraceRequest request = request(Operations.config(), 1 << 20);
    Set<Long> distances = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      HttpServerOperation operation = Operations.ended("/" + i);
      queue.offer(operation);
      Span span = written(request).getResourceSpans(0).getScopeSpans(0).getSpans(0);
      distances.add(span.getStartTimeUnixNano() - operation.startNanos);
    }
    assertThat(distances).hasSize(1);
  }

  @Test
  void aSpanThatFitsNoRequestIsDroppedAndCounted() throws Exception {
    HttpServerOperation large = Operations.ended("/large");
    large.details.requestHeader(0, "x".repeat(4000));
    queue.offer(large);
    queue.offer(Operations.ended("/small"));
    ExportTraceServiceRequest read = written(request(Operations.config(), 2000));
    assertThat(read.getResourceSpans(0).getScopeSpans(0).getSpansCount()).isEqualTo(1);
    assertThat(stats.dropped(DropReason.LIMIT)).isEqualTo(1);
  }
}
