package dev.sonde.smoke.interop;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the requests say, behind an interceptor that does what the metadata says. */
final class BytesService {

  /** What the interceptor does: throw, swallow or refuse. */
  static final Metadata.Key<String> DO = Metadata.Key.of("x-do", Metadata.ASCII_STRING_MARSHALLER);

  /** How many calls of {@code wait} there are that nobody has ended. */
  private final AtomicInteger waiting = new AtomicInteger();

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

  ServerServiceDefinition definition() {
    return ServerInterceptors.intercept(
        ServerServiceDefinition.builder(Bytes.SERVICE)
            .addMethod(Bytes.UNARY, ServerCalls.asyncUnaryCall(this::unary))
            .addMethod(Bytes.DOWN, ServerCalls.asyncServerStreamingCall(this::down))
            .addMethod(Bytes.UP, ServerCalls.asyncClientStreamingCall(this::up))
            .addMethod(Bytes.BOTH, ServerCalls.asyncBidiStreamingCall(this::both))
            .build(),
        new Obedient());
  }

  private void unary(byte[] request, StreamObserver<byte[]> response) {
    if (request.length > 1000) {
      answer(response, request.length + " bytes");
      return;
    }
    String text = Bytes.text(request);
    int attempt = attempts.computeIfAbsent(text, any -> new AtomicInteger()).incrementAndGet();
    if (text.equals("waiting")) {
      answer(response, Integer.toString(waiting.get()));
    } else if (text.startsWith("wait")) {
      await((ServerCallStreamObserver<byte[]>) response);
    } else if (text.startsWith("late")) {
      response.onError(Status.DEADLINE_EXCEEDED.asRuntimeException());
    } else if (text.startsWith("throw")) {
      throw new IllegalStateException("on purpose");
    } else if (text.startsWith("third attempt") && attempt < 3) {
      response.onError(Status.UNAVAILABLE.asRuntimeException());
    } else if (text.startsWith("third of three") && attempt < 3) {
      await((ServerCallStreamObserver<byte[]>) response);
    } else {
      answer(response, "re: " + text);
    }
  }

  private void await(ServerCallStreamObserver<byte[]> response) {
    waiting.incrementAndGet();
    response.setOnCancelHandler(waiting::decrementAndGet);
  }

  private static void answer(StreamObserver<byte[]> response, String text) {
    response.onNext(Bytes.of(text));
    response.onCompleted();
  }

  private void down(byte[] request, StreamObserver<byte[]> response) {
    ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) response;
    AtomicInteger left = new AtomicInteger(Integer.parseInt(Bytes.text(request)));
    call.setOnReadyHandler(
        () -> {
          while (call.isReady() && left.get() >= 0) {
            if (left.getAndDecrement() == 0) {
              call.onCompleted();
            } else {
              call.onNext(request);
            }
          }
        });
  }

  private StreamObserver<byte[]> up(StreamObserver<byte[]> response) {
    AtomicInteger count = new AtomicInteger();
    return observer(
        any -> count.incrementAndGet(), () -> answer(response, Integer.toString(count.get())));
  }

  private StreamObserver<byte[]> both(StreamObserver<byte[]> response) {
    return observer(response::onNext, response::onCompleted);
  }

  private static StreamObserver<byte[]> observer(
      java.util.function.Consumer<byte[]> next, Runnable end) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        next.accept(message);
      }

      @Override
      public void onError(Throwable thrown) {}

      @Override
      public void onCompleted() {
        end.run();
      }
    };
  }

  private static final class Obedient implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String what = headers.get(DO);
      if (what == null) {
        return next.startCall(call, headers);
      }
      switch (what) {
        case "throw":
          throw new IllegalStateException("interceptor, on purpose");
        case "refuse":
          call.close(Status.PERMISSION_DENIED, new Metadata());
          break;
        default:
      }
      return new ServerCall.Listener<>() {};
    }
  }
}
