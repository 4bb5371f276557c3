package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.Operation;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Exemplar;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.SpanSink;
import dev.sonde.exporters.trace.Tracings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerMeasurementsTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpServerProbe.install(null);
    SelfProbe.install(null);
    Current.cell().set(null);
  }

  @Test
  void aRequestIsCountedTimedAndTraced() {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    assertThat(HttpServerProbe.fields())
        .containsExactly("traceparent", "tracestate", "baggage", "forwarded", "x-forwarded-proto");
    HttpServerOperation operation = start("GET", "http", PARENT);
    assertThat(active("GET", "http").sum()).isEqualTo(1);
    assertThat(operation.parentSpanId).isEqualTo(0xb7ad6b7169203331L);
    assertThat(HttpServerProbe.current()).isSameAs(operation);
    end(operation, "/orders/{id}", 200, null);

    assertThat(active("GET", "http").sum()).isZero();
    Histogram duration = duration("GET", "http", "/orders/{id}", "200", null, "1.1");
    assertThat(count(duration)).isEqualTo(1);
    assertThat(duration.sum()).isEqualTo(operation.durationNanos() / 1e9);
    assertThat(registry.size()).isEqualTo(2);
    assertThat(sink.last).isSameAs(operation);
    assertThat(sink.offered.sum()).isEqualTo(1);
    assertThat(Current.context()).isNull();
  }

  @Test
  void anUnsampledRequestIsMeasuredAndNotTraced() {
    install(sink, "always_off", Exemplars.TRACE_BASED);
    end(start("GET", "http", null), null, 200, null);
    Histogram duration = duration("GET", "http", null, "200", null, "1.1");
    assertThat(count(duration)).isEqualTo(1);
    assertThat(exemplar(duration)).isNull();
    assertThat(sink.offered.sum()).isZero();
  }

  @Test
  void aSampledRequestIsTheExemplarOfItsBucket() {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    HttpServerOperation operation = start("GET", "http", PARENT);
    end(operation, null, 200, null);
    Exemplar exemplar = exemplar(duration("GET", "http", null, "200", null, "1.1"));
    assertThat(exemplar.traceIdHigh()).isEqualTo(0x0af7651916cd43ddL);
    assertThat(exemplar.traceIdLow()).isEqualTo(0x8448eb211c80319cL);
    assertThat(exemplar.spanId()).isEqualTo(operation.spanId);
    assertThat(exemplar.value()).isEqualTo(operation.durationNanos());
  }

  @Test
  void exemplarsFollowTheConfiguration() {
    assertThat(Exemplars.of(Config.of(Map.of(), Map.of(), null))).isEqualTo(Exemplars.TRACE_BASED);
    install(sink, "always_on", Exemplars.ALWAYS_OFF);
    end(start("GET", "http", null), "/off", 200, null);
    assertThat(exemplar(duration("GET", "http", "/off", "200", null, "1.1"))).isNull();
    install(sink, "always_off", Exemplars.ALWAYS_ON);
    end(start("GET", "http", null), "/on", 200, null);
    assertThat(exemplar(duration("GET", "http", "/on", "200", null, "1.1"))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, GET",
    "POST, POST",
    "PUT, PUT",
    "DELETE, DELETE",
    "PATCH, PATCH",
    "HEAD, HEAD",
    "OPTIONS, OPTIONS",
    "QUERY, QUERY",
    "CONNECT, CONNECT",
    "TRACE, TRACE",
    "get, _OTHER",
    "PROPFIND, _OTHER",
    "'', _OTHER",
    ", _OTHER",
    "_OTHER, _OTHER"
  })
  void methodsAreTheKnownOnesOrOther(String method, String expected) {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    HttpServerOperation operation = start(method, "http", null);
    assertThat(operation.method).isEqualTo(expected);
    assertThat(operation.details.originalMethod)
        .isEqualTo(expected.equals("_OTHER") ? method : null);
    assertThat(active(expected, "http").sum()).isEqualTo(1);
    end(operation, null, 200, null);
    assertThat(active(expected, "http").sum()).isZero();
    install(sink, "always_off", Exemplars.TRACE_BASED);
    assertThat(start(method, "http", null).details).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http, http",
    "HTTP, http",
    "https, https",
    "HTTPS, https",
    "wss, https",
    "ws, http",
    "'', http",
    ", http",
    "gopher, http"
  })
  void schemesAreHttpOrHttps(String scheme, String expected) {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    HttpServerOperation operation = start("GET", scheme, null);
    assertThat(operation.scheme).isEqualTo(expected);
    assertThat(active("GET", expected).sum()).isEqualTo(1);
    end(operation, null, 200, null);
    assertThat(active("GET", expected).sum()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0,,",
    "-1,,",
    "99,,",
    "1000,,",
    "100,100,",
    "200,200,",
    "404,404,",
    "499,499,",
    "500,500,500",
    "503,503,503",
    "999,999,999"
  })
  void theStatusIsALabelAndAServerErrorAType(int status, String label, String errorType) {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    end(start("GET", "http", null), null, status, null);
    assertThat(count(duration("GET", "http", null, label, errorType, "1.1"))).isEqualTo(1);
  }

  @Test
  void whatIsThrownIsTheErrorType() {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    end(start("GET", "http", null), null, 500, new IllegalStateException());
    String type = "java.lang.IllegalStateException";
    assertThat(count(duration("GET", "http", null, "500", type, "1.1"))).isEqualTo(1);
  }

  @Test
  void onlyVersionsThatExistAreALabel() {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    for (String version : new String[] {"1.0", "1.1", "2", "3", "1.9", "HTTP/1.1", "", null}) {
      HttpServerOperation operation = start("GET", "http", null);
      operation.protocolVersion = version;
      operation.status = 200;
      HttpServerProbe.end(operation, null);
    }
    for (String version : new String[] {"1.0", "1.1", "2", "3"}) {
      assertThat(count(duration("GET", "http", null, "200", null, version))).isEqualTo(1);
    }
    assertThat(count(duration("GET", "http", null, "200", null, null))).isEqualTo(4);
  }

  @Test
  void aHundredThousandRoutesStayBounded() {
    install(sink, "always_off", Exemplars.TRACE_BASED);
    for (int i = 0; i < 100_000; i++) {
      end(start("GET", "http", null), "/" + i, 200, null);
    }
    assertThat(registry.size()).isEqualTo(2002);
    assertThat(registry.overflows().get(Catalogue.HTTP_SERVER_REQUEST_DURATION).sum())
        .isEqualTo(98_000);
    assertThat(active("GET", "http").sum()).isZero();
  }

  @Test
  void countsAreExactUnderConcurrency() throws Exception {
    install(sink, "parentbased_always_on", Exemplars.TRACE_BASED);
    String[] routes = {"/a", "/b", null};
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 30_000; i++) {
                  String method = i % 2 == 0 ? "GET" : "POST";
                  end(start(method, "http", i % 5 == 0 ? null : PARENT), routes[i % 3], 200, null);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (String method : new String[] {"GET", "POST"}) {
      for (String route : routes) {
        assertThat(count(duration(method, "http", route, "200", null, "1.1"))).isEqualTo(20_000);
      }
      assertThat(active(method, "http").sum()).isZero();
    }
    assertThat(sink.offered.sum()).isEqualTo(120_000);
  }

  @Test
  void aFailureOfOursStaysOurs() {
    AtomicInteger reported = new AtomicInteger();
    SelfProbe.install((module, failure) -> reported.incrementAndGet());
    install(
        new SpanSink() {
          @Override
          public boolean isRecording() {
            return true;
          }

          @Override
          public void offer(Operation operation) {
            throw new OutOfMemoryError("none left");
          }
        },
        "always_on",
        Exemplars.TRACE_BASED);
    end(start("GET", "http", null), null, 200, null);
    assertThat(reported.get()).isEqualTo(1);
    assertThat(active("GET", "http").sum()).isZero();
    assertThat(Current.context()).isNull();
  }

  @Test
  void aRequestDoesNotInheritFromItsThreadsCreator() throws Exception {
    install(sink, "always_on", Exemplars.TRACE_BASED);
    HttpServerOperation creator = start("GET", "http", PARENT);
    HttpServerOperation[] served = new HttpServerOperation[1];
    Context[] afterwards = new Context[1];
    Thread pooled =
        new Thread(
            () -> {
              served[0] = start("GET", "http", null);
              end(served[0], null, 200, null);
              afterwards[0] = Current.context();
            });
    pooled.start();
    pooled.join();
    end(creator, null, 200, null);
    assertThat(served[0].traceIdLow).isNotEqualTo(creator.traceIdLow);
    assertThat(served[0].parentSpanId).isZero();
    assertThat(afterwards[0]).isNull();
  }

  @Test
  void bodySizesAreMeasuredWhereThereIsABody() {
    install(sink, "always_off", Exemplars.TRACE_BASED);
    HttpServerOperation post = start("POST", "http", null);
    post.requestBytes = 1000;
    post.responseBytes = 20;
    end(post, "/upload", 201, null);
    HttpServerOperation get = start("GET", "http", null);
    get.responseBytes = 0;
    end(get, "/upload", 204, null);

    String[] posted = {"POST", "http", "/upload", "201", null, "1.1"};
    String[] got = {"GET", "http", "/upload", "204", null, "1.1"};
    Histogram request = registry.histogram(Catalogue.HTTP_SERVER_REQUEST_BODY_SIZE, posted);
    assertThat(count(request)).isEqualTo(1);
    assertThat(request.sum()).isEqualTo(1000);
    assertThat(registry.histogram(Catalogue.HTTP_SERVER_RESPONSE_BODY_SIZE, posted).sum())
        .isEqualTo(20);
    assertThat(count(registry.histogram(Catalogue.HTTP_SERVER_RESPONSE_BODY_SIZE, got)))
        .isEqualTo(1);
    assertThat(count(registry.histogram(Catalogue.HTTP_SERVER_REQUEST_BODY_SIZE, got))).isZero();
  }

  @Test
  void theSizesOfFoldedRequestsAreFoldedToo() {
    Registry small = new Registry(1, new SelfStats());
    HttpServerProbe.install(
        new HttpServerMeasurements(
            config(), small, Tracings.of(sink, "always_off", 1, "tracecontext")));
    for (int i = 0; i < 3; i++) {
      HttpServerOperation operation = start("GET", "http", null);
      operation.responseBytes = 10;
      end(operation, "/route" + i, 200, null);
    }
    Histogram folded = small.overflowHistogram(Catalogue.HTTP_SERVER_RESPONSE_BODY_SIZE);
    assertThat(count(folded)).isEqualTo(2);
    assertThat(folded.sum()).isEqualTo(20);
  }

  @Test
  void anExcludedRequestIsNeitherMeasuredNorTracedAndCarriesItsContextOn() {
    install("sonde.http.server.exclude", "/health,/internal/*");
    assertThat(HttpServerProbe.needsPath()).isTrue();
    HttpServerOperation excluded = start("GET", "/health", PARENT);
    assertThat(HttpServerProbe.current()).isSameAs(excluded);
    assertThat(excluded.traceIdText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(excluded.sampled).isFalse();
    end(excluded, null, 200, null);
    HttpServerOperation other = start("GET", "/healthy", PARENT);
    end(other, null, 200, null);

    assertThat(sink.offered.sum()).isEqualTo(1);
    assertThat(sink.last).isSameAs(other);
    assertThat(count(duration("GET", "http", null, "200", null, "1.1"))).isEqualTo(1);
    assertThat(active("GET", "http").sum()).isZero();
  }

  @Test
  void theFirstRuleThatMatchesSamplesATraceThatBeginsHere() {
    install(
        "sonde.sampling.routes",
        "/health=0,/checkout/*=1.0,/orders/{id}=100%",
        "sonde.traces.sampler",
        "parentbased_always_off");
    assertThat(start("GET", "/health", null).recording).isFalse();
    assertThat(start("GET", "/checkout/7", null).recording).isTrue();
    assertThat(start("GET", "/orders/7", null).recording).isTrue();
    assertThat(start("GET", "/elsewhere", null).recording).isFalse();
    assertThat(start("GET", "/health", PARENT).recording).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "proto=https,, https",
    ", https, https",
    ", 'https, http', https",
    "for=1.2.3.4, https, https",
    "proto=http, https, http",
    "proto=gopher,, http",
    ", '', http",
    ",, http"
  })
  void theSchemeIsTheOneOfTheClient(String forwarded, String xForwardedProto, String expected) {
    install();
    assertThat(forwardedStart(forwarded, xForwardedProto).scheme).isEqualTo(expected);
    install("sonde.http.server.trust-forwarded", "false");
    assertThat(forwardedStart(forwarded, xForwardedProto).scheme).isEqualTo("http");
  }

  private static HttpServerOperation forwardedStart(String forwarded, String xForwardedProto) {
    Current thread = HttpServerProbe.open();
    List<String> fields = List.of(HttpServerProbe.fields());
    thread.incoming(fields.indexOf("forwarded"), forwarded);
    thread.incoming(fields.indexOf("x-forwarded-proto"), xForwardedProto);
    return HttpServerProbe.start(thread, "GET", "http", null);
  }

  @Test
  void knownMethodsFollowTheConfiguration() {
    install("otel.instrumentation.http.known-methods", "GET,PURGE");
    assertThat(start("PURGE", "http", null).method).isEqualTo("PURGE");
    assertThat(start("POST", "http", null).method).isEqualTo("_OTHER");
  }

  @Test
  void headersToKeepFollowTheConfiguration() {
    install(
        "sonde.http.server.capture-request-headers",
        "X-Tenant, Accept",
        "sonde.http.server.capture-response-headers",
        "ETag",
        "sonde.http.server.trace-header",
        "X-Trace-Id");
    assertThat(HttpServerProbe.requestHeaders())
        .containsExactly(
            "user-agent", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-tenant", "accept");
    assertThat(HttpServerProbe.responseHeaders()).containsExactly("etag");
    assertThat(HttpServerProbe.traceHeader()).isEqualTo("X-Trace-Id");
    install("sonde.http.server.trust-forwarded", "no");
    assertThat(HttpServerProbe.requestHeaders()).containsExactly("user-agent");
    assertThat(HttpServerProbe.responseHeaders()).isEmpty();
    assertThat(HttpServerProbe.traceHeader()).isNull();
  }

  private void install(String... properties) {
    Config config = config(properties);
    HttpServerProbe.install(
        new HttpServerMeasurements(
            config,
            registry,
            Tracings.of(sink, config.get(Property.SAMPLER), 1, "tracecontext", "baggage")));
  }

  private static Config config(String... properties) {
    Map<String, String> set = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      set.put(properties[i], properties[i + 1]);
    }
    return Config.of(set, Map.of(), null);
  }

  private void install(SpanSink to, String sampler, Exemplars exemplars) {
    HttpServerProbe.install(
        new HttpServerMeasurements(
            Config.of(
                Map.of("sonde.metrics.exemplars", exemplars.name().toLowerCase(Locale.ROOT)),
                Map.of(),
                null),
            registry,
            Tracings.of(to, sampler, 1, "tracecontext", "baggage")));
  }

  /** Starts a request with a scheme, or with a path that begins with a slash. */
  private static HttpServerOperation start(String method, String schemeOrPath, String traceparent) {
    Current thread = HttpServerProbe.open();
    thread.incoming(0, traceparent);
    boolean isPath = schemeOrPath != null && schemeOrPath.startsWith("/");
    return HttpServerProbe.start(
        thread, method, isPath ? "http" : schemeOrPath, isPath ? schemeOrPath : null);
  }

  private static void end(
      HttpServerOperation operation, String route, int status, Throwable thrown) {
    operation.route(route, HttpServerOperation.HANDLER);
    operation.status = status;
    operation.protocolVersion = "1.1";
    HttpServerProbe.leave(operation);
    HttpServerProbe.end(operation, thrown);
  }

  private Counter active(String... labels) {
    return registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, labels);
  }

  private Histogram duration(String... labels) {
    return registry.histogram(Catalogue.HTTP_SERVER_REQUEST_DURATION, labels);
  }

  private static long count(Histogram histogram) {
    return Arrays.stream(histogram.counts()).sum();
  }

  private static Exemplar exemplar(Histogram histogram) {
    for (int i = 0; i < histogram.counts().length; i++) {
      if (histogram.exemplar(i) != null) {
        return histogram.exemplar(i);
      }
    }
    return null;
  }
}
