package dev.sonde.exporters.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Carrier;
import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3MeasurementsTest {

  private static final Context UNSAMPLED = new Context(1, 2, 3, false, null, null);

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);

  @BeforeEach
  void install() {
    install(Map.of());
  }

  private void install(Map<String, String> properties) {
    S3Probe.install(
        new S3Measurements(
            Config.of(properties, Map.of(), null),
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext")));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    S3Probe.install(null);
    Current.cell().set(null);
  }

  private static S3Operation begin(String method) {
    S3Operation operation = S3Probe.start("S3", method, "pics");
    assertThat(operation).isNotNull();
    operation.region = "eu-west-1";
    operation.enter();
    return operation;
  }

  private static void answer(S3Operation operation, int status, @Nullable String code) {
    operation.attempt();
    operation.answered(status, code);
    operation.attempted(null);
  }

  private long durations(
      String method, @Nullable String bucket, @Nullable String status, @Nullable String error) {
    return LongStream.of(
            registry
                .histogram(
                    Catalogue.S3_OPERATION_DURATION, method, bucket, "eu-west-1", status, error)
                .counts())
        .sum();
  }

  private long histogram(Metric metric, @Nullable String... labels) {
    return LongStream.of(registry.histogram(metric, labels).counts()).sum();
  }

  private long attempts(String method, String outcome) {
    return registry.counter(Catalogue.S3_ATTEMPTS, method, "pics", outcome).sum();
  }

  private long active(String method) {
    return registry.counter(Catalogue.S3_ACTIVE_OPERATIONS, method, "pics").sum();
  }

  private long io(String method, String direction) {
    return registry.counter(Catalogue.S3_IO, method, "pics", direction).sum();
  }

  @Test
  void aCallIsCountedOnceWhoeverEndsItAndIsTheContextMeanwhile() {
    S3Operation operation = begin("PutObject");
    assertThat(Current.context()).isSameAs(operation);
    assertThat(active("PutObject")).isEqualTo(1);
    operation.sends(1000);
    answer(operation, 200, null);
    S3Probe.returned(operation, null, null);
    S3Probe.end(operation, new IOException());
    assertThat(Current.context()).isNull();
    assertThat(active("PutObject")).isZero();
    assertThat(durations("PutObject", "pics", "200", null)).isEqualTo(1);
    assertThat(attempts("PutObject", "success")).isEqualTo(1);
    assertThat(io("PutObject", "transmit")).isEqualTo(1000);
    assertThat(histogram(Catalogue.S3_OBJECT_SIZE, "PutObject", "pics", "transmit")).isEqualTo(1);
    assertThat(sink.offered.sum()).isEqualTo(1);
    assertThat(sink.last).isSameAs(operation);
  }

  @Test
  void attemptsAreToldByTheirOutcomeAndTheLastOneIsTheCalls() {
    S3Operation operation = begin("PutObject");
    answer(operation, 503, "SlowDown");
    answer(operation, 429, null);
    answer(operation, 400, "RequestTimeout");
    operation.attempt();
    operation.attempted(new IllegalStateException(new SocketTimeoutException()));
    answer(operation, 500, "InternalError");
    operation.attempt();
    S3Probe.returned(operation, null, new CompletionException(new IOException("reset")));
    assertThat(attempts("PutObject", "throttled")).isEqualTo(2);
    assertThat(attempts("PutObject", "timeout")).isEqualTo(2);
    assertThat(attempts("PutObject", "error")).isEqualTo(2);
    assertThat(operation.attempts).isEqualTo(6);
    assertThat(operation.throttles).isEqualTo(2);
    assertThat(durations("PutObject", "pics", null, "java.io.IOException")).isEqualTo(1);
  }

  @Test
  void anErrorIsTheServicesCodeElseTheStatusElseTheException() {
    S3Operation coded = begin("GetObject");
    answer(coded, 404, "NoSuchKey");
    S3Probe.returned(coded, null, new IllegalStateException());
    S3Operation bare = begin("HeadObject");
    answer(bare, 404, null);
    S3Probe.returned(bare, null, new IllegalStateException());
    S3Operation unsent = begin("PutObject");
    S3Probe.returned(unsent, null, new IllegalStateException("no credentials"));
    assertThat(durations("GetObject", "pics", "404", "NoSuchKey")).isEqualTo(1);
    assertThat(durations("HeadObject", "pics", "404", "404")).isEqualTo(1);
    assertThat(durations("PutObject", "pics", null, "java.lang.IllegalStateException"))
        .isEqualTo(1);
    assertThat(attempts("PutObject", "error")).isZero();
  }

  @Test
  void aStreamsCallGoesOnUntilAllOfItWasRead() {
    S3Operation operation = begin("GetObject");
    operation.attempt();
    operation.answered(200, null);
    operation.announces(5);
    operation.attempted(null);
    Object stream = new Object();
    S3Probe.returned(operation, stream, null);
    assertThat(Current.context()).isNull();
    assertThat(active("GetObject")).isEqualTo(1);
    S3Probe.read(stream, 3);
    S3Probe.read(stream, 2);
    assertThat(operation.isEnded()).isFalse();
    S3Probe.read(stream, -1);
    S3Probe.read(stream, -1);
    S3Probe.closed(stream, null);
    assertThat(active("GetObject")).isZero();
    assertThat(durations("GetObject", "pics", "200", null)).isEqualTo(1);
    assertThat(io("GetObject", "receive")).isEqualTo(5);
    assertThat(histogram(Catalogue.S3_OBJECT_SIZE, "GetObject", "pics", "receive")).isEqualTo(1);
    assertThat(histogram(Catalogue.S3_FIRST_BYTE_DURATION, "GetObject", "pics")).isEqualTo(1);
  }

  @Test
  void aStreamThatBreaksFailsItsCallAndOneThatIsClosedDoesNot() {
    S3Operation broken = begin("GetObject");
    answer(broken, 200, null);
    Object stream = new Object();
    S3Probe.returned(broken, stream, null);
    S3Probe.read(stream, 3);
    S3Probe.closed(stream, new IOException("reset"));
    S3Operation closed = begin("GetObject");
    answer(closed, 200, null);
    Object other = new Object();
    S3Probe.returned(closed, other, null);
    S3Probe.closed(other, null);
    assertThat(durations("GetObject", "pics", "200", "java.io.IOException")).isEqualTo(1);
    assertThat(durations("GetObject", "pics", "200", null)).isEqualTo(1);
    assertThat(io("GetObject", "receive")).isEqualTo(3);
  }

  @Test
  void aStreamThatNobodyHasAnyMoreEndsItsCallAtItsFirstByte() throws InterruptedException {
    S3Operation operation = begin("GetObject");
    answer(operation, 200, null);
    long firstByte = operation.firstByteNanos();
    S3Probe.returned(operation, new Object(), null);
    for (int i = 0; i < 200 && !operation.isEnded(); i++) {
      System.gc();
      Thread.sleep(10);
      S3Probe.returned(S3Probe.start("S3", "ListBuckets", null), null, null);
    }
    assertThat(operation.durationNanos()).isEqualTo(firstByte);
    assertThat(active("GetObject")).isZero();
  }

  @Test
  void theBytesAreThoseThatTheClientCountedElseThoseThatWereAnnounced() {
    S3Operation counted = begin("GetObject");
    counted.attempt();
    counted.answered(200, null);
    counted.announces("10");
    counted.countedBy(new AtomicLong(4));
    S3Probe.returned(counted, null, null);
    assertThat(io("GetObject", "receive")).isEqualTo(4);
    S3Operation announced = begin("GetObject");
    announced.attempt();
    announced.answered(200, null);
    announced.announces("10");
    S3Probe.returned(announced, null, null);
    assertThat(io("GetObject", "receive")).isEqualTo(14);
  }

  @Test
  void httpIsHiddenFromTheRequestToItsResponseUnlessItIsAskedFor() {
    S3Operation operation = begin("GetObject");
    assertThat(operation.coversHttp("s3.example", 443)).isFalse();
    operation.attempt("s3.example", 443);
    assertThat(operation.coversHttp("s3.example", 443)).isTrue();
    operation.answered(200, null);
    assertThat(operation.coversHttp("s3.example", 443)).isFalse();
    S3Probe.returned(operation, null, null);
    install(Map.of("sonde.s3.http-requests", "true"));
    S3Operation shown = begin("GetObject");
    shown.attempt("s3.example", 443);
    assertThat(shown.coversHttp("s3.example", 443)).isFalse();
    S3Probe.returned(shown, null, null);
  }

  @Test
  void whatTheApplicationSendsToAnotherServerMeanwhileIsNotHidden() {
    S3Operation operation = begin("PutObject");
    operation.attempt("s3.example", 443);
    assertThat(operation.coversHttp("S3.example", 443)).isTrue();
    assertThat(operation.coversHttp("s3.example", 8080)).isFalse();
    assertThat(operation.coversHttp("shop.example", 443)).isFalse();
    operation.attempt("[::1]", -1);
    assertThat(operation.coversHttp("::1", 9000)).isTrue();
    assertThat(operation.coversHttp("127.0.0.1", 9000)).isFalse();
    operation.attempt(null, -1);
    assertThat(operation.coversHttp("my_bucket.s3.example", 443)).isTrue();
    S3Probe.returned(operation, null, null);
  }

  @Test
  void anotherServiceIsARemoteCall() {
    S3Operation operation = S3Probe.start("SQS", "SendMessage", null);
    operation.attempt("sqs.eu-west-1.amazonaws.com", 443);
    operation.answered(200, null);
    S3Probe.returned(operation, null, null);
    assertThat(sink.last).isSameAs(operation);
    S3Operation refused = S3Probe.start("SQS", "SendMessage", null);
    refused.attempt("localhost", 4566);
    refused.answered(400, "QueueDoesNotExist");
    S3Probe.returned(refused, null, new IllegalStateException());
    S3Probe.returned(S3Probe.start("SQS", "SendMessage", null), null, null);
    assertThat(calls(null, "sqs.eu-west-1.amazonaws.com", "443")).isEqualTo(1);
    assertThat(calls("QueueDoesNotExist", "localhost", "4566")).isEqualTo(1);
    assertThat(calls(null, null, null)).isEqualTo(1);
    assertThat(durations("SendMessage", null, "200", null)).isZero();
    assertThat(registry.counter(Catalogue.S3_ATTEMPTS, "SendMessage", null, "success").sum())
        .isZero();
  }

  private long calls(@Nullable String error, @Nullable String server, @Nullable String port) {
    return histogram(
        Catalogue.RPC_CLIENT_CALL_DURATION,
        "aws-api",
        "SQS/SendMessage",
        null,
        error,
        server,
        port);
  }

  @Test
  void theBucketIsNoLabelWhereItIsNotWanted() {
    install(Map.of("sonde.s3.bucket-label", "false"));
    S3Operation operation = begin("PutObject");
    answer(operation, 200, null);
    S3Probe.returned(operation, null, null);
    assertThat(durations("PutObject", null, "200", null)).isEqualTo(1);
  }

  @Test
  void anUnsampledCallKeepsNothingForASpan() {
    Current.cell().set(UNSAMPLED);
    S3Operation operation = begin("PutObject");
    assertThat(operation.details).isNull();
    assertThat(operation.xray()).isNull();
    S3Probe.returned(operation, null, null);
    assertThat(Current.context()).isSameAs(UNSAMPLED);
    assertThat(sink.offered.sum()).isZero();
  }

  @Test
  void theTraceIsToldAsXRayWritesItWhereThatIsAskedFor() {
    install(Map.of("sonde.s3.xray-header", "true"));
    Current.cell().set(new Context(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 7, false, null, null));
    S3Operation operation = begin("PutObject");
    assertThat(operation.xray())
        .startsWith("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=")
        .endsWith(";Sampled=0")
        .hasSize(74);
    S3Probe.returned(operation, null, null);
  }

  private static final class Stream implements Carrier {
    private @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object given) {
      carried = given;
    }
  }

  @Test
  void anAsynchronousCallEndsWithItsFuture() {
    S3Operation operation = begin("PutObject");
    CompletableFuture<Object> future = new CompletableFuture<>();
    S3Probe.promised(operation, future, null);
    assertThat(Current.context()).isNull();
    operation.attempt();
    future.completeExceptionally(new CompletionException(new IOException("reset")));
    assertThat(durations("PutObject", "pics", null, "java.io.IOException")).isEqualTo(1);
    assertThat(attempts("PutObject", "error")).isEqualTo(1);
  }

  @Test
  void itsDurationIsNotThatOfCallbacks() throws InterruptedException {
    S3Operation operation = begin("GetObject");
    S3Probe.exit(S3Probe.enter(operation));
    CompletableFuture<Object> future = new CompletableFuture<>();
    S3Probe.promised(operation, future, null);
    answer(operation, 200, null);
    operation.over();
    long over = System.nanoTime();
    Thread.sleep(20);
    future.complete("bytes");
    assertThat(operation.isEnded()).isTrue();
    assertThat(operation.startNanos + operation.durationNanos()).isLessThanOrEqualTo(over);
  }

  @Test
  void theServiceIsWhatItsClientCarriesElseItIsInTheRequestsName() {
    Stream handler = new Stream();
    assertThat(S3Probe.service(handler, "no request")).isNull();
    Carried.put(handler, "SQS");
    assertThat(S3Probe.service(handler, null)).isEqualTo("SQS");
    assertThat(S3Probe.serviceName("Sqs")).isEqualTo("SQS");
    assertThat(S3Probe.serviceName("DynamoDb")).isEqualTo("DynamoDB");
    assertThat(S3Probe.serviceName("Lambda")).isEqualTo("Lambda");
    assertThat(S3Probe.serviceName(null)).isNull();
  }

  @Test
  void anAsynchronousStreamEndsItsCallWhenAllHasComeOrItIsClosed() {
    S3Operation late = begin("GetObject");
    CompletableFuture<Object> future = new CompletableFuture<>();
    S3Probe.promised(late, future, null);
    Stream stream = new Stream();
    future.complete(stream);
    assertThat(late.isEnded()).isFalse();
    S3Probe.exit(S3Probe.came(late, null));
    assertThat(late.isEnded()).isTrue();

    S3Operation early = begin("GetObject");
    CompletableFuture<Object> other = new CompletableFuture<>();
    S3Probe.promised(early, other, null);
    S3Probe.exit(S3Probe.came(early, null));
    assertThat(early.isEnded()).isFalse();
    other.complete(new Stream());
    assertThat(early.isEnded()).isTrue();

    S3Operation closed = begin("GetObject");
    CompletableFuture<Object> third = new CompletableFuture<>();
    S3Probe.promised(closed, third, null);
    third.complete(stream);
    S3Probe.closed(stream, null);
    assertThat(closed.isEnded()).isTrue();
    assertThat(active("GetObject")).isZero();
  }

  @Test
  void whatComesOfAResponseBelongsToWhatTheCallWasMadeIn() {
    Context caller = new Context(1, 2, 3, true, null, null);
    Current.cell().set(caller);
    S3Operation operation = begin("GetObject");
    S3Probe.promised(operation, new CompletableFuture<>(), null);
    Current.cell().set(null);
    Context before = S3Probe.came(operation, null);
    assertThat(Current.context()).isSameAs(caller);
    S3Probe.exit(before);
    assertThat(Current.context()).isNull();
    assertThat(S3Probe.came(null, null)).isNull();
    S3Probe.end(operation, null);
  }
}
