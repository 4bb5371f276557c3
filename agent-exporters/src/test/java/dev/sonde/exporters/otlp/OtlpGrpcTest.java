package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import dev.sonde.exporters.wire.Certificates;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way over gRPC, to a server of grpc-java. */
@Timeout(120)
class OtlpGrpcTest {

  private static final Timing FAST = new Timing(20, 50, 5_000, 50, 50);
  private static final Metadata.Key<String> API_KEY =
      Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

  private final SelfStats self = new SelfStats();
  private final Registry registry = new Registry(2000, self);
  private final LoggedLines log = new LoggedLines();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();
  private volatile ExportTraceServiceResponse answer =
      ExportTraceServiceResponse.getDefaultInstance();
  private volatile Metadata headers;
  private volatile long millisLeft;
  private Server server;
  private OtlpExporter exporter;

  @AfterEach
  void end() throws Exception {
    if (exporter != null) {
      exporter.stop();
    }
    if (server != null) {
      server.shutdownNow().awaitTermination();
    }
    log.close();
    assertThat(self.errors()).isEmpty();
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
      StatusRuntimeException failure = failures.poll();
      if (failure != null) {
        observer.onError(failure);
        return;
      }
      millisLeft = Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS);
      spans.addAll(request.getResourceSpans(0).getScopeSpans(0).getSpansList());
      observer.onNext(answer);
      observer.onCompleted();
    }
  }

  private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    @Override
    public void export(
        ExportMetricsServiceRequest request,
        StreamObserver<ExportMetricsServiceResponse> observer) {
      metrics.add(request);
      observer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }

  private NettyServerBuilder builder(int port) {
    return served(
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  private NettyServerBuilder served(NettyServerBuilder builder) {
    return builder
        .addService(new Traces())
        .addService(new Metrics())
        .intercept(
            new ServerInterceptor() {
              @Override
              public <Q, A> ServerCall.Listener<Q> interceptCall(
                  ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
                headers = sent;
                return Contexts.interceptCall(Context.current(), call, sent, next);
              }
            });
  }

  private void start(String endpoint, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "sonde.otlp.endpoint", endpoint,
                "sonde.otlp.protocol", "grpc",
                "sonde.traces.delay", "20ms"));
    settings.addAll(List.of(more));
    exporter =
        new OtlpExporter(
            Operations.config(settings.toArray(new String[0])), registry, self, "1.2.3", FAST);
    exporter.start(new Resource(Map.of("service.name", "shop")));
  }

  private void start(NettyServerBuilder builder, String... more) throws Exception {
    server = builder.build().start();
    start("http://127.0.0.1:" + server.getPort(), more);
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      exporter.offer(Operations.ended("/" + i));
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private double dropped(String reason) {
    return Series.value(registry, Catalogue.SONDE_SELF_SPANS_DROPPED, reason);
  }

  private double exported(String errorType) {
    return Series.value(
        registry,
        Catalogue.OTEL_SDK_EXPORTER_SPAN_EXPORTED,
        "otlp_grpc_span_exporter",
        "otlp_grpc_span_exporter/0",
        errorType,
        "127.0.0.1");
  }

  @Test
  void spansArriveWithHeadersAndDeadline() throws Exception {
    start(builder(0), "sonde.otlp.headers", "Api-Key=secret");
    for (int round = 1; round <= 5; round++) {
      int expected = 3 * round;
      offer(3);
      await(() -> spans.size() == expected && exported(null) == expected);
    }
    assertThat(headers.get(API_KEY)).isEqualTo("secret");
    assertThat(millisLeft).isBetween(1L, 10_000L);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aLargeBatchFlowsThroughASmallWindow() throws Exception {
    start(builder(0).flowControlWindow(5_000), "sonde.traces.batch.size", "2000");
    String agent = "x".repeat(1_000);
    for (int i = 0; i < 1_000; i++) {
      var operation = Operations.ended("/");
      operation.details.requestHeader(0, agent);
      exporter.offer(operation);
    }
    await(() -> spans.size() == 1_000);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void messagesAreCompressedWhereAskedFor() throws Exception {
    start(builder(0), "sonde.otlp.compression", "gzip");
    offer(300);
    await(() -> spans.size() == 300);
    assertThat(headers.get(Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("gzip");
  }

  @Test
  void theRetryableCodesAreTriedAgain() throws Exception {
    for (Status status :
        List.of(Status.CANCELLED, Status.DEADLINE_EXCEEDED, Status.ABORTED, Status.UNAVAILABLE)) {
      failures.add(status.withDescription("no").asRuntimeException());
    }
    start(builder(0));
    offer(1);
    await(() -> spans.size() == 1 && exported(null) == 1);
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0)).contains("CANCELLED, no");
    assertThat(dropped("export_failed")).isZero();
  }

  @Test
  void otherCodesDropTheBatch() throws Exception {
    failures.add(Status.INVALID_ARGUMENT.asRuntimeException());
    failures.add(Status.RESOURCE_EXHAUSTED.asRuntimeException());
    start(builder(0));
    offer(1);
    await(() -> dropped("export_failed") == 1);
    offer(1);
    await(() -> dropped("export_failed") == 2);
    assertThat(exported("INVALID_ARGUMENT")).isEqualTo(1);
    assertThat(exported("RESOURCE_EXHAUSTED")).isEqualTo(1);
    offer(1);
    await(() -> spans.size() == 1);
  }

  @Test
  void exhaustionWithRetryInfoIsTriedAgainNoSooner() throws Exception {
    failures.add(
        StatusProto.toStatusRuntimeException(
            com.google.rpc.Status.newBuilder()
                .setCode(8)
                .addDetails(
                    Any.pack(
                        RetryInfo.newBuilder()
                            .setRetryDelay(Duration.newBuilder().setSeconds(1).setNanos(5_000_000))
                            .build()))
                .build()));
    start(builder(0));
    long begin = System.nanoTime();
    offer(1);
    await(() -> spans.size() == 1);
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_000));
  }

  @Test
  void whatTheReceiverRejectsIsCounted() throws Exception {
    answer =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(1))
            .build();
    start(builder(0), "sonde.traces.batch.size", "3", "sonde.traces.delay", "1h");
    offer(3);
    await(() -> exported(null) == 2 && exported("rejected") == 1);
  }

  @Test
  void anAbsentServerIsFoundWhenItComes() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    start("http://127.0.0.1:" + port);
    offer(1);
    await(() -> log.lines().size() == 1);
    server = builder(port).build().start();
    await(
        () -> {
          if (spans.isEmpty() && exported(null) == 0) {
            offer(1);
          }
          return !spans.isEmpty();
        });
    await(() -> log.lines().size() == 2);
    assertThat(log.lines().get(1)).contains("again");
  }

  @Test
  void aServerThatRestartsOrEndsConnectionsLosesNothing() throws Exception {
    start(
        builder(0)
            .maxConnectionAge(50, TimeUnit.MILLISECONDS)
            .maxConnectionAgeGrace(10, TimeUnit.MILLISECONDS)
            .keepAliveTime(10, TimeUnit.MILLISECONDS));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    int offered = 0;
    while (System.nanoTime() < end) {
      int expected = ++offered;
      offer(1);
      await(() -> spans.size() >= expected);
    }
    assertThat(dropped("export_failed")).isZero();
    assertThat(offered).isGreaterThan(10);
  }

  @Test
  void metricsArePushed() throws Exception {
    registry.counter(Catalogue.SONDE_SELF_SCRAPES, "text", null).add(7);
    start(builder(0), "sonde.metrics.exporter", "otlp", "sonde.metrics.interval", "20ms");
    await(() -> metrics.size() >= 2);
    assertThat(metrics.get(0).toString()).contains("sonde.self.scrapes");
  }

  @Test
  void theWayIsSecuredBothWays() throws Exception {
    Certificates certificates = Certificates.shared();
    server =
        served(
                NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    TlsServerCredentials.newBuilder()
                        .keyManager(
                            new File(certificates.certificate("server")),
                            new File(certificates.key("server")))
                        .trustManager(new File(certificates.certificate("ca")))
                        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                        .build()))
            .build()
            .start();
    start(
        "https://127.0.0.1:" + server.getPort(),
        "sonde.otlp.certificate",
        certificates.certificate("ca"),
        "sonde.otlp.client.certificate",
        certificates.certificate("client"),
        "sonde.otlp.client.key",
        certificates.key("client"));
    offer(3);
    await(() -> spans.size() == 3);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void anHttpPortIsToldFromAGrpcOne() throws Exception {
    try (HttpReceiver receiver = new HttpReceiver()) {
      start(receiver.endpoint());
      offer(1);
      await(() -> log.lines().size() == 1);
      assertThat(receiver.spans()).isEmpty();
    }
  }
}
