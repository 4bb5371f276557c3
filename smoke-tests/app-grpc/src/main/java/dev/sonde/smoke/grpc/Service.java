package dev.sonde.smoke.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does what the requests say. */
final class Service {

  /** Where a request for {@code nested} goes to. */
  volatile Channel onwards;

  /** What a call that was cancelled counts down. */
  volatile CountDownLatch cancelled = new CountDownLatch(1);

  ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(Texts.SERVICE)
        .addMethod(Texts.UNARY, ServerCalls.asyncUnaryCall(this::unary))
        .addMethod(Texts.DOWN, ServerCalls.asyncServerStreamingCall(this::down))
        .addMethod(Texts.UP, ServerCalls.asyncClientStreamingCall(this::up))
        .addMethod(Texts.BOTH, ServerCalls.asyncBidiStreamingCall(this::both))
        .build();
  }

  private void unary(String request, StreamObserver<String> response) {
    switch (request) {
      case "missing":
        response.onError(Status.NOT_FOUND.withDescription("no such text").asRuntimeException());
        return;
      case "throw":
        throw new IllegalStateException("on purpose");
      case "twice":
        response.onNext("one");
        response.onNext("two");
        return;
      case "nothing":
        response.onCompleted();
        return;
      case "wait":
        ((ServerCallStreamObserver<String>) response).setOnCancelHandler(cancelled::countDown);
        return;
      case "nested":
        response.onNext(
            ClientCalls.blockingUnaryCall(onwards, Texts.UNARY, CallOptions.DEFAULT, "hello"));
        response.onCompleted();
        return;
      case "elsewhere":
        Context.current()
            .wrap(
                () -> {
                  String text =
                      ClientCalls.blockingUnaryCall(
                          onwards, Texts.UNARY, CallOptions.DEFAULT, "hello");
                  response.onNext(text);
                  response.onCompleted();
                })
            .run();
        return;
      default:
        response.onNext("re: " + request);
        response.onCompleted();
    }
  }

  private void down(String request, StreamObserver<String> response) {
    int count = Integer.parseInt(request);
    for (int i = 0; i < count; i++) {
      response.onNext("text " + i);
    }
    response.onCompleted();
  }

  private StreamObserver<String> up(StreamObserver<String> response) {
    return new StreamObserver<String>() {
      private int count;

      @Override
      public void onNext(String value) {
        count++;
      }

      @Override
      public void onError(Throwable thrown) {
        cancelled.countDown();
      }

      @Override
      public void onCompleted() {
        response.onNext(Integer.toString(count));
        response.onCompleted();
      }
    };
  }

  private StreamObserver<String> both(StreamObserver<String> response) {
    return new StreamObserver<String>() {
      @Override
      public void onNext(String value) {
        if (value.equals("call")) {
          response.onNext(
              ClientCalls.blockingUnaryCall(onwards, Texts.UNARY, CallOptions.DEFAULT, "hello"));
        } else {
          response.onNext("re: " + value);
        }
      }

      @Override
      public void onError(Throwable thrown) {
        cancelled.countDown();
      }

      @Override
      public void onCompleted() {
        response.onCompleted();
      }
    };
  }

  void awaitCancelled() throws InterruptedException {
    if (!cancelled.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody was told of the end");
    }
    cancelled = new CountDownLatch(1);
  }

  /** An interceptor that throws where the metadata says so. */
  static final class Throwing implements ServerInterceptor {

    static final Metadata.Key<String> KEY =
        Metadata.Key.of("x-throw", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
        ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
      if (headers.containsKey(KEY)) {
        throw new IllegalStateException("interceptor, on purpose");
      }
      return next.startCall(call, headers);
    }
  }
}
