package dev.sonde.smoke.interop;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls of a channel that comes to know later what becomes of them. */
final class LateCalls implements AutoCloseable {

  private final LateNames names;
  private final ManagedChannel channel;

  private LateCalls(int port) {
    names = new LateNames(port);
    NameResolverRegistry.getDefaultRegistry().register(names);
    channel = Grpc.newChannelBuilder(LateNames.NAME, InsecureChannelCredentials.create()).build();
  }

  /** One of each kind, and what becomes of them. */
  static String run(int port, ClientInterceptor answers, ClientInterceptor throwsLate)
      throws Exception {
    String ends;
    try (LateCalls calls = new LateCalls(port)) {
      ends = calls.refused();
    }
    try (LateCalls calls = new LateCalls(port)) {
      ends += ", " + calls.intercepted(answers);
    }
    try (LateCalls calls = new LateCalls(port)) {
      ends += ", " + calls.intercepted(throwsLate);
    }
    try (LateCalls calls = new LateCalls(port)) {
      ends += ", " + calls.cancelled();
    }
    return ends;
  }

  /** Two calls that the channel's configuration refuses, the first of which has to wait for it. */
  private String refused() throws Exception {
    Future<byte[]> waits = call("first");
    names.refuse(Status.UNAVAILABLE);
    return end(waits) + ' ' + end(call("second"));
  }

  private String intercepted(ClientInterceptor interceptor) throws Exception {
    Future<byte[]> waits = call("first");
    names.intercept(interceptor);
    return end(waits);
  }

  /** A call that is cancelled before it is started, and whose listener at once makes another. */
  private String cancelled() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    ClientCall<byte[], byte[]> call =
        channel.newCall(Bytes.UNARY, CallOptions.DEFAULT.withExecutor(Runnable::run));
    call.cancel("never mind", null);
    names.intercept(new Passing());
    CompletableFuture<Future<byte[]>> next = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<byte[]>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            next.complete(call("next"));
            end.complete(status.getCode().toString());
          }
        },
        new Metadata());
    return end.get(30, TimeUnit.SECONDS) + ' ' + end(next.get(30, TimeUnit.SECONDS));
  }

  private Future<byte[]> call(String text) {
    return ClientCalls.futureUnaryCall(
        channel.newCall(Bytes.UNARY, CallOptions.DEFAULT), Bytes.of(text));
  }

  private static String end(Future<byte[]> answer) throws Exception {
    try {
      return Bytes.text(answer.get(30, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return Status.fromThrowable(e).getCode().toString();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    NameResolverRegistry.getDefaultRegistry().deregister(names);
  }

  /** Leaves calls as they are. */
  private static final class Passing implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return next.newCall(method, options);
    }
  }
}
