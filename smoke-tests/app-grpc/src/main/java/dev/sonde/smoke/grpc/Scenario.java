package dev.sonde.smoke.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls the service in many ways, and prints what a client sees. */
final class Scenario {

  private final PrintStream out;
  private final Channel channel;
  private final Service service;

  Scenario(PrintStream out, Channel channel, Service service) {
    this.out = out;
    this.channel = channel;
    this.service = service;
  }

  void run() throws Exception {
    for (int i = 0; i < 3; i++) {
      unary("text", CallOptions.DEFAULT);
    }
    unary("missing", CallOptions.DEFAULT);
    unary("throw", CallOptions.DEFAULT);
    unary("nothing", CallOptions.DEFAULT);
    unary("nested", CallOptions.DEFAULT);
    unary("elsewhere", CallOptions.DEFAULT);
    unary("compressed", CallOptions.DEFAULT.withCompression("gzip"));
    unary("uncompressible", CallOptions.DEFAULT.withCompression("none-of-these"));
    unary("wait", CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS));
    service.awaitCancelled();
    unary("late", CallOptions.DEFAULT.withDeadlineAfter(-1, TimeUnit.SECONDS));
    call(Texts.method("Unknown", MethodType.UNARY), "text", channel, CallOptions.DEFAULT);
    call(Texts.method("Stranger", MethodType.UNARY), "text", channel, CallOptions.DEFAULT);
    Metadata metadata = new Metadata();
    metadata.put(Service.Throwing.KEY, "yes");
    Channel throwing =
        io.grpc.ClientInterceptors.intercept(
            channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    call(Texts.UNARY, "intercepted", throwing, CallOptions.DEFAULT);
    down();
    up();
    both();
    cancelled();
  }

  private void unary(String text, CallOptions options) {
    call(Texts.UNARY, text, channel, options);
  }

  private void call(
      MethodDescriptor<String, String> method, String text, Channel to, CallOptions options) {
    try {
      out.println(text + ": " + ClientCalls.blockingUnaryCall(to, method, options, text));
    } catch (StatusRuntimeException e) {
      out.println(text + ": " + e.getStatus().getCode());
    }
  }

  private void down() {
    int count = 0;
    Iterator<String> texts =
        ClientCalls.blockingServerStreamingCall(channel, Texts.DOWN, CallOptions.DEFAULT, "5");
    while (texts.hasNext()) {
      texts.next();
      count++;
    }
    out.println("down: " + count);
  }

  private void up() throws InterruptedException {
    Answers answers = new Answers();
    StreamObserver<String> requests =
        ClientCalls.asyncClientStreamingCall(
            channel.newCall(Texts.UP, CallOptions.DEFAULT), answers);
    for (int i = 0; i < 4; i++) {
      requests.onNext("text " + i);
    }
    requests.onCompleted();
    out.println("up: " + answers.await());
  }

  private void both() throws InterruptedException {
    Answers answers = new Answers();
    StreamObserver<String> requests =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(Texts.BOTH, CallOptions.DEFAULT), answers);
    requests.onNext("one");
    requests.onNext("call");
    requests.onNext("three");
    requests.onCompleted();
    out.println("both: " + answers.await());
  }

  private void cancelled() throws InterruptedException {
    Answers answers = new Answers();
    ClientCall<String, String> call = channel.newCall(Texts.BOTH, CallOptions.DEFAULT);
    StreamObserver<String> requests = ClientCalls.asyncBidiStreamingCall(call, answers);
    requests.onNext("one");
    answers.awaitFirst();
    call.cancel("no more", null);
    service.awaitCancelled();
    out.println("cancelled: " + answers.await());
  }

  /** Calls a channel that is shut down. */
  static void shutDown(PrintStream out, ManagedChannel channel) throws InterruptedException {
    channel.shutdownNow();
    channel.awaitTermination(10, TimeUnit.SECONDS);
    try {
      ClientCalls.blockingUnaryCall(channel, Texts.UNARY, CallOptions.DEFAULT, "text");
      out.println("shut down: answered");
    } catch (StatusRuntimeException e) {
      out.println("shut down: " + e.getStatus().getCode());
    }
  }

  /** What a stream has answered, and its end. */
  private static final class Answers implements StreamObserver<String> {
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void onNext(String text) {
      texts.add(text);
      first.countDown();
    }

    @Override
    public void onError(Throwable thrown) {
      texts.add(Status.fromThrowable(thrown).getCode().toString());
      end.countDown();
    }

    @Override
    public void onCompleted() {
      end.countDown();
    }

    void awaitFirst() throws InterruptedException {
      if (!first.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no answer");
      }
    }

    String await() throws InterruptedException {
      if (!end.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no end after " + texts);
      }
      return texts.toString();
    }
  }
}
