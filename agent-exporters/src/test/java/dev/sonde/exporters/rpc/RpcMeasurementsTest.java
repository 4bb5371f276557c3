package dev.sonde.exporters.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.boot.Carried;
import dev.sonde.boot.Carrier;
import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcClientProbe;
import dev.sonde.boot.RpcConnection;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcServerProbe;
import dev.sonde.boot.RpcSizes;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcMeasurementsTest {

  private static final String CHECKOUT = "shop.Cart/Checkout";
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Registry registry = new Registry(2000, new SelfStats());
  private final Tracings.Sink sink = new Tracings.Sink(true);
  private final Object descriptor = new Object();

  @BeforeEach
  void install() {
    install("sonde.propagators", "tracecontext,baggage");
  }

  private void install(String property, String value) {
    Config config =
        Config.of(
            Map.of(
                "sonde.grpc.exclude",
                "grpc.health.v1.Health/*",
                "sonde.grpc.sampling",
                "shop.Search/*=0",
                property,
                value),
            Map.of(),
            null);
    RpcProbe.install(
        new RpcMeasurements(
            config,
            registry,
            Tracings.of(sink, "parentbased_always_on", 1, "tracecontext", "baggage")));
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RpcProbe.install(null);
    Current.cell().set(null);
  }

  private static RpcServerOperation serve(Object listener, String method, String traceparent) {
    Current thread = RpcServerProbe.open();
    thread.incoming(0, traceparent);
    RpcServerOperation operation = RpcServerProbe.start(thread, new Object(), method);
    RpcServerProbe.hears(listener, null);
    RpcServerProbe.started(operation, null, null);
    return operation;
  }

  /** What happens when the registry of the application has the method. */
  private void known(RpcOperation operation, String method) {
    RpcOperation before = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    RpcServerProbe.known(new Object(), descriptor, method);
    RpcProbe.leave(outer, before);
  }

  private long count(Metric metric, @Nullable String... labels) {
    return LongStream.of(registry.histogram(metric, labels).counts()).sum();
  }

  private long served(String method, String status, @Nullable String error) {
    return count(Catalogue.RPC_SERVER_CALL_DURATION, "grpc", method, status, error);
  }

  private long value(Metric metric, String... labels) {
    return registry.counter(metric, labels).sum();
  }

  @Test
  void aMadeCallIsOneMeasurementBelowItsCaller() {
    Context parent = new Context(1, 2, 3, true, null, null);
    Current.cell().set(parent);
    Object channel = new Object();
    Object call = new Object();
    RpcClientProbe.channel(channel, "dns:///shop:8443");
    RpcClientProbe.made(call, channel);
    RpcClientOperation operation = RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    assertThat(active()).isEqualTo(1);
    assertThat(new String(operation.header(RpcMetadata.TRACE), StandardCharsets.US_ASCII))
        .startsWith("00-00000000000000010000000000000002-")
        .endsWith("-01");
    RpcProbe.sent(operation);
    RpcClientProbe.end(call, "UNAVAILABLE", null);
    RpcClientProbe.end(call, "OK", null);
    RpcProbe.sent(operation);

    assertThat(Current.context()).isSameAs(parent);
    assertThat(operation.parentSpanId).isEqualTo(3);
    assertThat(sink.offered.sum()).isEqualTo(1);
    assertThat(active()).isZero();
    assertThat(value(Catalogue.RPC_CLIENT_MESSAGES, "grpc", CHECKOUT, "transmit")).isEqualTo(1);
    assertThat(
            count(
                Catalogue.RPC_CLIENT_CALL_DURATION,
                "grpc",
                CHECKOUT,
                "UNAVAILABLE",
                "UNAVAILABLE",
                "shop",
                "8443"))
        .isEqualTo(1);
  }

  @Test
  void aCallThatWaitsForItsChannelIsTheOneThatGoesOn() {
    Object stand = new Object();
    Object call = new Object();
    waits(stand, new Object());
    assertThat(active()).isEqualTo(1);
    RpcClientProbe.goesOn(stand);
    RpcClientOperation operation = RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    RpcClientProbe.wentOn(null);

    assertThat(operation).isSameAs(RpcProbe.of(stand));
    RpcClientProbe.end(call, "OK", null);
    assertThat(active()).isZero();
    assertThat(sink.offered.sum()).isEqualTo(1);
  }

  /** What the library does for a call that has to wait, and that the application starts. */
  private void waits(Object stand, Object listener) {
    RpcClientProbe.delayed(stand, descriptor, CHECKOUT);
    RpcClientOperation before = RpcClientProbe.begun();
    RpcClientProbe.waits(stand);
    RpcClientProbe.hears(listener);
    RpcClientProbe.wentOn(before);
  }

  private long active() {
    return value(Catalogue.RPC_CLIENT_ACTIVE_CALLS, "grpc", CHECKOUT);
  }

  private long made(String status, @Nullable String error) {
    return count(Catalogue.RPC_CLIENT_CALL_DURATION, "grpc", CHECKOUT, status, error, null, null);
  }

  @Test
  void aCallThatHasWaitedIsKnownByItsListenerAndNoOtherIsTakenForIt() {
    Object stand = new Object();
    Object listener = new Object();
    waits(stand, listener);
    RpcClientOperation other = RpcClientProbe.start(new Object(), null, descriptor, CHECKOUT);
    assertThat(other).isNotSameAs(RpcProbe.of(stand));

    RpcClientProbe.goesOn(stand);
    Object call = new Object();
    RpcClientOperation operation = RpcClientProbe.start(call, listener, descriptor, CHECKOUT);
    assertThat(operation).isSameAs(RpcProbe.of(stand));
    RpcClientOperation again = RpcClientProbe.start(new Object(), null, descriptor, CHECKOUT);
    assertThat(again).isNotSameAs(operation);
    RpcClientProbe.wentOn(null);
    assertThat(active()).isEqualTo(3);
  }

  @Test
  void whatAThreadGoesOnWithIsNotTakenByACallOfAnotherMethod() {
    Object stand = new Object();
    waits(stand, new Object());
    RpcClientProbe.goesOn(stand);
    RpcClientOperation other =
        RpcClientProbe.start(new Object(), new Object(), new Object(), "shop.Auth/Token");
    assertThat(other).isNotSameAs(RpcProbe.of(stand));
    assertThat(RpcClientProbe.start(new Object(), new Object(), descriptor, CHECKOUT))
        .isSameAs(RpcProbe.of(stand));
    RpcClientProbe.wentOn(null);
  }

  @Test
  void aCallThatIsCancelledBeforeItIsStartedIsNotTakenByTheNext() {
    Object stand = new Object();
    RpcClientProbe.delayed(stand, descriptor, CHECKOUT);
    RpcClientProbe.cancelled(stand, "CANCELLED", null);
    Object call = new Object();
    RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    RpcClientProbe.end(stand, "CANCELLED", null);
    RpcClientProbe.end(call, "OK", null);

    assertThat(made("CANCELLED", "CANCELLED")).isEqualTo(1);
    assertThat(made("OK", null)).isEqualTo(1);
    assertThat(active()).isZero();
  }

  @Test
  void aCallThatWaitsTwiceIsOne() {
    Object stand = new Object();
    Object within = new Object();
    Object listener = new Object();
    waits(stand, new Object());
    RpcClientProbe.goesOn(stand);
    RpcClientOperation before = RpcClientProbe.begun();
    RpcClientProbe.waits(within);
    RpcClientProbe.hears(listener);
    RpcClientProbe.wentOn(before);
    RpcClientProbe.wentOn(null);

    RpcClientProbe.goesOn(within);
    Object call = new Object();
    assertThat(RpcClientProbe.start(call, listener, descriptor, CHECKOUT))
        .isSameAs(RpcProbe.of(stand));
    RpcClientProbe.wentOn(null);
    RpcClientProbe.end(call, "OK", null);
    assertThat(made("OK", null)).isEqualTo(1);
    assertThat(active()).isZero();
  }

  @Test
  void aCallOfWhichNothingComesEndsWithWhatItsListenerHears() {
    Object stand = new Object();
    Object listener = new Object();
    waits(stand, listener);
    RpcClientProbe.goesOn(stand);
    RpcClientProbe.wentOn(null);
    RpcClientProbe.end(listener, "UNAVAILABLE", null);
    RpcClientProbe.end(stand, "CANCELLED", null);

    assertThat(made("UNAVAILABLE", "UNAVAILABLE")).isEqualTo(1);
    assertThat(made("CANCELLED", "CANCELLED")).isZero();
    assertThat(active()).isZero();
  }

  @Test
  void aCallThatCannotGoOnFailsWithWhatKeepsItFromThat() {
    Object stand = new Object();
    waits(stand, new Object());
    RpcClientProbe.goesOn(stand);
    RpcClientProbe.wentOn(null);
    RpcClientProbe.failed(stand, new IllegalStateException("on purpose"));
    assertThat(active()).isZero();
    assertThat(sink.offered.sum()).isEqualTo(1);
  }

  @Test
  void aCallThatItsChannelRefusesIsOneWhetherItHasWaitedOrNot() {
    RpcClientProbe.refused(new Object(), descriptor, CHECKOUT, "UNAVAILABLE", null);
    Object listener = new Object();
    waits(new Object(), listener);
    RpcClientProbe.refused(listener, descriptor, CHECKOUT, "UNAVAILABLE", null);
    RpcClientProbe.end(listener, "UNAVAILABLE", null);

    assertThat(made("UNAVAILABLE", "UNAVAILABLE")).isEqualTo(2);
    assertThat(active()).isZero();
  }

  @Test
  void aCallOfWhichTheExecutorDoesNotTellTheApplicationEndsOnce() {
    Object call = new Object();
    RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    RpcClientProbe.closes(call, "OK");
    assertThat(active()).isEqualTo(1);
    RpcClientProbe.closed(call, "OK", null, true);
    RpcClientProbe.end(call, "OK", null);

    assertThat(made("OK", null)).isEqualTo(1);
    assertThat(active()).isZero();
    assertThat(sink.offered.sum()).isEqualTo(1);
  }

  @Test
  void whatTheApplicationHearsIsTheStatusNotWhatHasCome() {
    Object call = new Object();
    RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    RpcClientProbe.closes(call, "OK");
    RpcClientProbe.closed(call, "OK", null, false);
    assertThat(active()).isEqualTo(1);
    RpcClientProbe.end(call, "CANCELLED", null);

    assertThat(made("CANCELLED", "CANCELLED")).isEqualTo(1);
    assertThat(made("OK", null)).isZero();
  }

  @Test
  void noCallBeginsThatNobodyWouldFindAgain() {
    List<Object> carriers = new ArrayList<>();
    try {
      for (int i = 0; i <= 1 << 16; i++) {
        Object carrier = new Object();
        carriers.add(carrier);
        Carried.put(carrier, descriptor);
      }
      assertThat(RpcClientProbe.start(new Object(), null, descriptor, CHECKOUT)).isNull();
      waits(new Object(), new Object());
      assertThat(RpcServerProbe.start(RpcServerProbe.open(), new Object(), CHECKOUT)).isNull();
      assertThat(RpcClientProbe.begun()).isNull();
      RpcConnection.made(new Object(), "shop:8443");
      assertThat(registry.size()).isZero();
    } finally {
      Carried.forgetAll();
    }
    assertThat(carriers).isNotEmpty();
  }

  @Test
  void whatIsKeptOfAConnectionOutlivesACollection() {
    Object channel = new Object();
    Object connection = new Object();
    Object call = new Object();
    RpcClientProbe.channel(channel, "dns:///shop:8443");
    RpcClientProbe.made(call, channel);
    RpcConnection.made(connection, "shop:8443");
    RpcConnection.goesTo(connection, "shop:8443", "READY");
    collect();
    RpcConnection.goesTo(connection, "shop:8443", "READY");
    RpcClientOperation operation = RpcClientProbe.start(call, null, descriptor, CHECKOUT);

    assertThat(connections("ready")).isEqualTo(1);
    assertThat(operation.target().address).isEqualTo("shop");
    assertThat(channel).isNotNull();
  }

  private static void collect() {
    WeakReference<Object> gone = new WeakReference<>(new Object());
    while (gone.get() != null) {
      System.gc();
    }
  }

  @Test
  void aServedCallGoesOnWithTheTraceThatItBrings() {
    Object listener = new Object();
    RpcServerOperation operation = serve(listener, CHECKOUT, TRACEPARENT);
    assertThat(operation.traceIdText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(operation.parentRemote).isTrue();
    known(operation, CHECKOUT);
    RpcOperation before = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    assertThat(Current.context()).isSameAs(operation);
    RpcProbe.received(descriptor);
    RpcProbe.received(new Object());
    RpcProbe.leave(outer, before);
    assertThat(Current.context()).isNull();
    RpcServerProbe.closed(listener, "OK", null);

    assertThat(served(CHECKOUT, "OK", null)).isEqualTo(1);
    assertThat(value(Catalogue.RPC_SERVER_MESSAGES, "grpc", CHECKOUT, "receive")).isEqualTo(1);
    assertThat(sink.offered.sum()).isEqualTo(1);
  }

  @Test
  void aMethodIsToldWhenItIsKnownAndOthersAreAllOne() {
    Object first = new Object();
    RpcServerOperation operation = serve(first, CHECKOUT, TRACEPARENT);
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", "_OTHER")).isEqualTo(1);
    known(operation, CHECKOUT);
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", "_OTHER")).isZero();
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", CHECKOUT)).isEqualTo(1);
    RpcServerProbe.closed(first, "OK", null);
    for (int i = 0; i < 5000; i++) {
      Object listener = new Object();
      serve(listener, "no.Such/Method" + i, TRACEPARENT);
      RpcServerProbe.closed(listener, "UNIMPLEMENTED", null);
    }
    for (int i = 0; i < 2000; i++) {
      Object listener = new Object();
      String method = "generic.Service/Method" + i;
      known(serve(listener, method, TRACEPARENT), method);
      RpcServerProbe.closed(listener, "OK", null);
    }

    assertThat(served("_OTHER", "UNIMPLEMENTED", "UNIMPLEMENTED")).isEqualTo(5000);
    assertThat(served("_OTHER", "OK", null)).isEqualTo(1001);
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", "_OTHER")).isZero();
    assertThat(registry.size()).isLessThan(3 * 1000);
  }

  @Test
  void aMethodThatIsKnownTooLateChangesNothing() {
    Object listener = new Object();
    RpcServerOperation operation = serve(listener, CHECKOUT, TRACEPARENT);
    RpcServerProbe.closed(listener, "CANCELLED", null);
    known(operation, CHECKOUT);

    assertThat(served("_OTHER", "CANCELLED", null)).isEqualTo(1);
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", "_OTHER")).isZero();
    assertThat(value(Catalogue.RPC_SERVER_ACTIVE_CALLS, "grpc", CHECKOUT)).isZero();
  }

  @Test
  void whatAServerAnswersIsItsStatusUnlessItIsNeverSent() {
    Object stream = new Object();
    Object listener = new Object();
    Current thread = RpcServerProbe.open();
    RpcServerOperation operation = RpcServerProbe.start(thread, stream, CHECKOUT);
    RpcServerProbe.hears(listener, null);
    RpcServerProbe.started(operation, null, null);
    RpcServerProbe.closes(stream, "NOT_FOUND", null);
    RpcServerProbe.closes(stream, "UNKNOWN", null);
    RpcServerProbe.closed(listener, "OK", null);

    assertThat(operation.status()).isEqualTo("NOT_FOUND");
    assertThat(served("_OTHER", "NOT_FOUND", null)).isEqualTo(1);

    Object nobody = new Object();
    RpcServerOperation early = RpcServerProbe.start(thread, nobody, CHECKOUT);
    RpcServerProbe.closes(nobody, "UNIMPLEMENTED", null);
    RpcServerProbe.started(early, null, null);
    assertThat(served("_OTHER", "UNIMPLEMENTED", "UNIMPLEMENTED")).isEqualTo(1);
  }

  @Test
  void anExcludedMethodIsNeitherMeasuredNorTracedAndCarriesTheTraceOn() {
    Object listener = new Object();
    RpcServerOperation operation = serve(listener, "grpc.health.v1.Health/Check", TRACEPARENT);
    known(operation, "grpc.health.v1.Health/Check");
    RpcServerProbe.closed(listener, "OK", null);
    assertThat(operation.traceIdText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(RpcClientProbe.start(new Object(), null, descriptor, "grpc.health.v1.Health/Check"))
        .isNull();

    assertThat(registry.size()).isZero();
    assertThat(sink.offered.sum()).isZero();
  }

  @Test
  void aMethodMayHaveASamplingOfItsOwn() {
    Object listener = new Object();
    Current thread = RpcServerProbe.open();
    RpcServerOperation operation = RpcServerProbe.start(thread, new Object(), "shop.Search/Find");
    RpcServerProbe.hears(listener, null);
    assertThat(operation.sampled).isFalse();
    RpcServerProbe.closed(listener, "OK", null);
    assertThat(sink.offered.sum()).isZero();
  }

  @Test
  void connectionsAreCountedByTheirStates() {
    Object connection = new Object();
    RpcConnection.made(connection, "shop:8443");
    RpcConnection.goesTo(connection, "shop:8443", "CONNECTING");
    RpcConnection.goesTo(connection, "shop:8443", "READY");
    RpcConnection.goesTo(connection, "shop:8443", "READY");
    assertThat(connections("ready")).isEqualTo(1);
    assertThat(connections("idle")).isZero();
    RpcConnection.goesTo(connection, "shop:8443", "TRANSIENT_FAILURE");
    assertThat(connections("transient_failure")).isEqualTo(1);
    assertThat(value(Catalogue.RPC_CLIENT_RECONNECTS, "shop", "8443")).isZero();
    RpcConnection.goesTo(connection, "shop:8443", "READY");
    assertThat(value(Catalogue.RPC_CLIENT_RECONNECTS, "shop", "8443")).isEqualTo(1);
    RpcConnection.goesTo(connection, "shop:8443", "SHUTDOWN");
    assertThat(connections("ready")).isZero();
  }

  private long connections(String state) {
    return value(Catalogue.RPC_CLIENT_CONNECTIONS, "shop", "8443", state);
  }

  @Test
  void sizesAreThoseOfTheFirstAttemptAndOfWhatIsRead() {
    install("sonde.grpc.message-sizes", "true");
    Object call = new Object();
    RpcClientOperation operation = RpcClientProbe.start(call, null, descriptor, CHECKOUT);
    RpcOperation before = RpcSizes.sending(call);
    RpcSizes.marshalled(new Object(), 1);
    RpcSizes.marshalled(descriptor, 100);
    RpcSizes.marshalled(descriptor, 100);
    RpcProbe.sent(operation);
    RpcSizes.sent(call, before);
    RpcOperation none = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    RpcSizes.reads(descriptor, 30);
    RpcSizes.read(descriptor);
    RpcSizes.reads(descriptor, -1);
    RpcSizes.inflated(5);
    RpcSizes.inflated(7);
    RpcSizes.read(descriptor);
    RpcProbe.leave(outer, none);
    RpcClientProbe.end(call, "OK", null);

    assertThat(operation.sizes().sent()).isEqualTo(100);
    assertThat(operation.sizes().received()).isEqualTo(42);
    assertThat(size("transmit").sum()).isEqualTo(100);
    assertThat(LongStream.of(size("receive").counts()).sum()).isEqualTo(2);
  }

  private Histogram size(String direction) {
    return registry.histogram(Catalogue.RPC_MESSAGE_SIZE, "grpc", CHECKOUT, direction, "client");
  }

  @Test
  void keysThatALibraryRefusesAreNotAskedFor() {
    assertThat(RpcKeys.of(List.of("X-Tenant", "x-data-bin", "a!b", "", "a.b_c")))
        .containsExactly("x-tenant", "a.b_c");
  }

  @ParameterizedTest
  @CsvSource({"false, 112", "true, 184"})
  void anUnsampledCallAllocatesItsOperationAndItsHeaderAlone(boolean told, int most) {
    Current.cell().set(new Context(1, 2, 3, false, null, null));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    make(told);
    long before = threads.getCurrentThreadAllocatedBytes();
    make(told);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / 20_000.0).isLessThan(most);
  }

  private final Call call = new Call();

  private void make(boolean told) {
    for (int i = 0; i < 20_000; i++) {
      RpcClientOperation operation = RpcClientProbe.start(call, null, descriptor, CHECKOUT);
      boolean hasHeader = !told || operation.header(0) != null;
      if (!hasHeader) {
        throw new AssertionError("the trace is not told");
      }
      RpcProbe.sent(operation);
      RpcClientProbe.end(call, "OK", null);
    }
  }

  @Test
  void anUnsampledServedCallAllocatesItsOperationAlone() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    serve();
    long before = threads.getCurrentThreadAllocatedBytes();
    serve();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / 20_000.0).isLessThan(112);
  }

  private void serve() {
    String unsampled = TRACEPARENT.substring(0, TRACEPARENT.length() - 1) + '0';
    for (int i = 0; i < 20_000; i++) {
      Current thread = RpcServerProbe.open();
      thread.incoming(0, unsampled);
      RpcServerOperation operation = RpcServerProbe.start(thread, call, CHECKOUT);
      RpcServerProbe.hears(call, null);
      RpcServerProbe.started(operation, null, null);
      RpcServerProbe.closed(call, "OK", null);
    }
  }

  /** What the weaver makes of the library's objects. */
  private static final class Call implements Carrier {
    private @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object newCarried) {
      carried = newCarried;
    }
  }
}
