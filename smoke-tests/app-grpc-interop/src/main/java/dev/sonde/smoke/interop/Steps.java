package dev.sonde.smoke.interop;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One call in each way that there is, by name, on any channel. */
final class Steps {

  private static final CallOptions USUAL = CallOptions.DEFAULT;
  private static final String END = "end";

  private final Channel channel;

  Steps(Channel channel) {
    this.channel = channel;
  }

  String run(String step) throws Exception {
    return switch (step) {
      case "blocking", "late", "throw" -> blocking(channel, step, USUAL);
      case "blocking-v2" ->
          Bytes.text(ClientCalls.blockingV2UnaryCall(channel, Bytes.UNARY, USUAL, Bytes.of(step)));
      case "future" ->
          Bytes.text(
              ClientCalls.futureUnaryCall(channel.newCall(Bytes.UNARY, USUAL), Bytes.of(step))
                  .get());
      case "async" -> {
        Answers answers = new Answers();
        ClientCalls.asyncUnaryCall(channel.newCall(Bytes.UNARY, USUAL), Bytes.of(step), answers);
        yield answers.awaitEnd();
      }
      case "down" -> down();
      case "up" -> up();
      case "both" -> both();
      case "both-v2" -> bothV2();
      case "deadline" ->
          blocking(channel, "wait", USUAL.withDeadlineAfter(400, TimeUnit.MILLISECONDS));
      case "gzip" -> blocking(channel, step, USUAL.withCompression("gzip"));
      case "cancel" -> cancel();
      case "unknown" -> unknown();
      case "intercepted" -> told("throw");
      case "refused" -> told("refuse");
      default -> throw new IllegalArgumentException(step);
    };
  }

  private static String blocking(Channel to, String text, CallOptions options) {
    try {
      return Bytes.text(ClientCalls.blockingUnaryCall(to, Bytes.UNARY, options, Bytes.of(text)));
    } catch (RuntimeException e) {
      return Status.fromThrowable(e).getCode().toString();
    }
  }

  private String told(String what) {
    Metadata metadata = new Metadata();
    metadata.put(BytesService.DO, what);
    return blocking(
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
        what,
        USUAL);
  }

  private String unknown() {
    try {
      return Bytes.text(
          ClientCalls.blockingUnaryCall(
              channel, Bytes.method("Unknown", MethodType.UNARY), USUAL, Bytes.of("unknown")));
    } catch (RuntimeException e) {
      return Status.fromThrowable(e).getCode().toString();
    }
  }

  private String down() {
    int count = 0;
    Iterator<byte[]> messages =
        ClientCalls.blockingServerStreamingCall(channel, Bytes.DOWN, USUAL, Bytes.of("5"));
    while (messages.hasNext()) {
      messages.next();
      count++;
    }
    return Integer.toString(count);
  }

  private String up() throws InterruptedException {
    Answers answers = new Answers();
    StreamObserver<byte[]> requests =
        ClientCalls.asyncClientStreamingCall(channel.newCall(Bytes.UP, USUAL), answers);
    for (int i = 0; i < 4; i++) {
      requests.onNext(Bytes.of("message"));
    }
    requests.onCompleted();
    return answers.awaitEnd();
  }

  private String both() throws InterruptedException {
    Answers answers = new Answers();
    StreamObserver<byte[]> requests =
        ClientCalls.asyncBidiStreamingCall(channel.newCall(Bytes.BOTH, USUAL), answers);
    for (int i = 0; i < 3; i++) {
      requests.onNext(Bytes.of("message"));
      answers.next();
    }
    requests.onCompleted();
    return answers.awaitEnd();
  }

  private String bothV2() throws Exception {
    BlockingClientCall<byte[], byte[]> call =
        ClientCalls.blockingBidiStreamingCall(channel, Bytes.BOTH, USUAL);
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      call.write(Bytes.of("message " + i));
      read.append(Bytes.text(call.read()));
    }
    call.halfClose();
    return read + " " + call.read();
  }

  private String cancel() throws InterruptedException {
    Answers answers = new Answers();
    ClientCall<byte[], byte[]> call = channel.newCall(Bytes.BOTH, USUAL);
    StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(call, answers);
    requests.onNext(Bytes.of("message"));
    answers.next();
    call.cancel("no more", null);
    return answers.awaitEnd();
  }

  /** What a stream has answered, and its end. */
  private static final class Answers implements StreamObserver<byte[]> {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    @Override
    public void onNext(byte[] message) {
      answers.add(Bytes.text(message));
    }

    @Override
    public void onError(Throwable thrown) {
      answers.add(Status.fromThrowable(thrown).getCode() + " " + END);
    }

    @Override
    public void onCompleted() {
      answers.add(END);
    }

    String next() throws InterruptedException {
      String answer = answers.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer");
      }
      return answer;
    }

    String awaitEnd() throws InterruptedException {
      StringBuilder all = new StringBuilder();
      String answer;
      do {
        answer = next();
        all.append(answer).append(' ');
      } while (!answer.endsWith(END));
      return all.toString();
    }
  }
}
