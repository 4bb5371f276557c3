package dev.sonde.smoke.interop;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Badly behaved calls: each method is a kind of them, and tells what a client sees. */
final class BytesCalls {

  private static final int MANY = 20;
  private static final int LONG = 100_000;
  private static final int LARGE = 64 << 20;

  private final int port;
  private final ManagedChannel channel;
  private List<Future<byte[]>> held = List.of();

  BytesCalls(int port) {
    this.port = port;
    this.channel = channel(Map.of());
  }

  private ManagedChannel channel(Map<String, ?> policy) {
    Map<String, ?> name = Map.of("service", Bytes.SERVICE);
    Map<String, Object> method = new TreeMap<>(policy);
    method.put("name", List.of(name));
    return Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
        .maxInboundMessageSize(2 * LARGE)
        .defaultServiceConfig(Map.of("methodConfig", List.of(method)))
        .build();
  }

  String run(String kind) throws Exception {
    return switch (kind) {
      case "metadata" -> metadata();
      case "stream" -> stream();
      case "large" -> call(channel, Bytes.UNARY, CallOptions.DEFAULT, new byte[LARGE]);
      case "unknown" -> unknown();
      case "interceptors" -> interceptors();
      case "shutdown" -> shutDown();
      case "cancel" -> cancel();
      case "hold" -> hold();
      case "release" -> release();
      case "deadline" -> deadline();
      case "retries" -> retries();
      case "hedging" -> hedging();
      case "ready" -> ready();
      case "executor" -> executor();
      case "late" -> LateCalls.run(port, new AnsweringInterceptor(), new ThrowingInterceptor(true));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String call(Channel to, String text) {
    return call(to, Bytes.UNARY, CallOptions.DEFAULT, Bytes.of(text));
  }

  private static String call(
      Channel to, MethodDescriptor<byte[], byte[]> method, CallOptions options, byte[] message) {
    try {
      return Bytes.text(ClientCalls.blockingUnaryCall(to, method, options, message));
    } catch (RuntimeException e) {
      return Status.fromThrowable(e).getCode() + " " + e.getClass().getSimpleName();
    }
  }

  private String metadata() {
    List<String> answers = new ArrayList<>();
    String valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    answers.add(with("traceparent", valid, valid.replace("01", "00")));
    answers.add(with("traceparent", "00-00000000000000000000000000000000-0000000000000000-01"));
    answers.add(with("traceparent", "x".repeat(4000)));
    answers.add(with("traceparent", "", "", ""));
    answers.add(with("traceparent", Collections.nCopies(20, valid).toArray(new String[0])));
    answers.add(with("tracestate", ",=;".repeat(1500), "a=b"));
    answers.add(with("baggage", "a=".repeat(2000)));
    answers.add(with("x-large", "y".repeat(7000)));
    answers.add(with("x-too-large", "y".repeat(20_000)));
    Metadata binary = new Metadata();
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    binary.put(Metadata.Key.of("traceparent-bin", Metadata.BINARY_BYTE_MARSHALLER), bytes);
    binary.put(Metadata.Key.of("grpc-trace-bin", Metadata.BINARY_BYTE_MARSHALLER), bytes);
    answers.add(with(binary));
    Metadata many = new Metadata();
    for (int i = 0; i < 150; i++) {
      many.put(Metadata.Key.of("x-key-" + i, Metadata.ASCII_STRING_MARSHALLER), "v" + i);
    }
    answers.add(with(many));
    return String.join("\n", answers);
  }

  private String with(String key, String... values) {
    Metadata metadata = new Metadata();
    for (String value : values) {
      metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }
    return with(metadata);
  }

  private String with(Metadata metadata) {
    return call(
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
        "metadata");
  }

  private String stream() throws Exception {
    int count = 0;
    Iterator<byte[]> messages =
        ClientCalls.blockingServerStreamingCall(
            channel, Bytes.DOWN, CallOptions.DEFAULT, Bytes.of(Integer.toString(LONG)));
    while (messages.hasNext()) {
      messages.next();
      count++;
    }
    return count + " down, " + up(LONG) + " up";
  }

  private String up(int count) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    ClientCalls.asyncClientStreamingCall(
        channel.newCall(Bytes.UP, CallOptions.DEFAULT),
        new ClientResponseObserver<byte[], byte[]>() {
          private int left = count;

          @Override
          public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
            requests.setOnReadyHandler(
                () -> {
                  while (requests.isReady() && left >= 0) {
                    if (left-- == 0) {
                      requests.onCompleted();
                    } else {
                      requests.onNext(new byte[100]);
                    }
                  }
                });
          }

          @Override
          public void onNext(byte[] message) {
            answer.complete(Bytes.text(message));
          }

          @Override
          public void onError(Throwable thrown) {
            answer.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {}
        });
    return answer.get(60, TimeUnit.SECONDS);
  }

  private String unknown() throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < 10_000; i += 100) {
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int j = i; j < i + 100; j++) {
        MethodDescriptor<byte[], byte[]> method = Bytes.method("Unknown" + j, MethodType.UNARY);
        answers.add(
            ClientCalls.futureUnaryCall(
                channel.newCall(method, CallOptions.DEFAULT), Bytes.of("unknown")));
      }
      ends(answers).forEach((end, count) -> ends.merge(end, count, Integer::sum));
    }
    return ends.toString();
  }

  private static Map<String, Integer> ends(List<Future<byte[]>> answers) throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    for (Future<byte[]> answer : answers) {
      String end;
      try {
        end = Bytes.text(answer.get(30, TimeUnit.SECONDS)).replaceAll("[0-9]", "");
      } catch (java.util.concurrent.ExecutionException e) {
        end = Status.fromThrowable(e).getCode().toString();
      } catch (java.util.concurrent.CancellationException e) {
        end = "CANCELLED by the client";
      }
      ends.merge(end, 1, Integer::sum);
    }
    return ends;
  }

  private String interceptors() {
    List<String> answers = new ArrayList<>();
    for (String what : List.of("throw", "refuse", "swallow")) {
      Metadata metadata = new Metadata();
      metadata.put(BytesService.DO, what);
      Channel told =
          ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
      CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(500, TimeUnit.MILLISECONDS);
      answers.add(what + ": " + call(told, Bytes.UNARY, soon, Bytes.of(what)));
    }
    answers.add("throws: " + call(intercepted(new ThrowingInterceptor(false)), "one"));
    answers.add("throws late: " + call(intercepted(new ThrowingInterceptor(true)), "two"));
    answers.add("answers: " + call(intercepted(new AnsweringInterceptor()), "three"));
    return String.join("\n", answers);
  }

  private Channel intercepted(ClientInterceptor interceptor) {
    return ClientInterceptors.intercept(channel, interceptor);
  }

  private List<Future<byte[]>> start(Channel to, String text, CallOptions options) {
    List<Future<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      answers.add(
          ClientCalls.futureUnaryCall(to.newCall(Bytes.UNARY, options), Bytes.of(text + i)));
    }
    return answers;
  }

  /** Waits until so many calls wait at the server, by another channel that nobody looks at. */
  private void awaitWaiting(int count) throws InterruptedException {
    while (!call(channel, "waiting").equals(Integer.toString(count))) {
      Thread.sleep(5);
    }
  }

  private String shutDown() throws Exception {
    ManagedChannel other = channel(Map.of());
    List<Future<byte[]>> answers = start(other, "wait", CallOptions.DEFAULT);
    awaitWaiting(MANY);
    other.shutdownNow();
    String ends = ends(answers).toString();
    awaitWaiting(0);
    return ends + call(other, "after");
  }

  private String cancel() throws Exception {
    hold();
    return release();
  }

  /** Makes calls that wait until they are released. */
  private String hold() throws InterruptedException {
    held = start(channel, "wait", CallOptions.DEFAULT);
    awaitWaiting(MANY);
    return MANY + " wait";
  }

  private String release() throws Exception {
    List<Future<byte[]>> answers = held;
    for (Future<byte[]> answer : answers) {
      answer.cancel(true);
    }
    awaitWaiting(0);
    return ends(answers).toString();
  }

  /** Cancels calls whose executor takes no more tasks: nothing hears of their end. */
  private String executor() throws Exception {
    ManagedChannel other = channel(Map.of());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    List<Future<byte[]>> answers = start(other, "wait", CallOptions.DEFAULT.withExecutor(executor));
    awaitWaiting(MANY);
    executor.shutdownNow();
    for (Future<byte[]> answer : answers) {
      try {
        answer.cancel(true);
      } catch (RuntimeException e) {
        // The executor's, which the library lets through or not.
      }
    }
    shut(other); // Or the server would not hear of it either.
    awaitWaiting(0);
    return "nobody hears";
  }

  private String deadline() throws Exception {
    CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(700, TimeUnit.MILLISECONDS);
    String ends = ends(start(channel, "wait", soon)).toString();
    awaitWaiting(0);
    CallOptions never = CallOptions.DEFAULT.withDeadlineAfter(-1, TimeUnit.SECONDS);
    return ends
        + ends(start(channel, "late", CallOptions.DEFAULT))
        + ends(start(channel, "never", never));
  }

  private String retries() throws Exception {
    ManagedChannel other =
        channel(
            Map.of(
                "retryPolicy",
                Map.of(
                    "maxAttempts",
                    4.0,
                    "initialBackoff",
                    "0.01s",
                    "maxBackoff",
                    "0.01s",
                    "backoffMultiplier",
                    1.0,
                    "retryableStatusCodes",
                    List.of("UNAVAILABLE"))));
    String ends =
        ends(start(other, "third attempt " + System.nanoTime() + ' ', CallOptions.DEFAULT))
            .toString();
    shut(other);
    return ends;
  }

  private String hedging() throws Exception {
    ManagedChannel other =
        channel(
            Map.of(
                "hedgingPolicy",
                Map.of(
                    "maxAttempts",
                    3.0,
                    "hedgingDelay",
                    "0.05s",
                    "nonFatalStatusCodes",
                    List.of("UNAVAILABLE"))));
    String ends =
        ends(start(other, "third of three " + System.nanoTime() + ' ', CallOptions.DEFAULT))
            .toString();
    awaitWaiting(0);
    shut(other);
    return ends;
  }

  /** Calls a server that is not there, and one that comes later. */
  private String ready() throws IOException, InterruptedException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    ManagedChannel other =
        Grpc.newChannelBuilderForAddress("127.0.0.1", free, InsecureChannelCredentials.create())
            .build();
    String none = call(other, "none");
    CompletableFuture<String> waits =
        CompletableFuture.supplyAsync(
            () ->
                call(
                    other, Bytes.UNARY, CallOptions.DEFAULT.withWaitForReady(), Bytes.of("ready")));
    Thread.sleep(200);
    Server server =
        Grpc.newServerBuilderForPort(free, InsecureServerCredentials.create())
            .addService(new BytesService().definition())
            .build()
            .start();
    String answer = waits.join();
    shut(other);
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    return none + ", " + answer;
  }

  private static void shut(ManagedChannel channel) throws InterruptedException {
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Throws instead of calling, or when the answer comes. */
  private record ThrowingInterceptor(boolean late) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      if (!late) {
        throw new IllegalStateException("client's interceptor, on purpose");
      }
      return new io.grpc.ForwardingClientCall.SimpleForwardingClientCall<>(
          next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(
              new io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener<>(
                  listener) {
                @Override
                public void onMessage(A message) {
                  throw new IllegalStateException("client's listener, on purpose");
                }
              },
              headers);
        }
      };
    }
  }

  /** Answers by itself. */
  private static final class AnsweringInterceptor implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new ClientCall<>() {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          listener.onClose(Status.ALREADY_EXISTS, new Metadata());
        }

        @Override
        public void request(int count) {}

        @Override
        public void cancel(String message, Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
      };
    }
  }
}
