package dev.sonde.benchmarks;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A unary call of gRPC, made and served by one thread: what both sides take is one figure. */
public final class GrpcUnary extends Work {

  private static final String NAME = "echo";

  private static final MethodDescriptor<byte[], byte[]> ECHO =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName("sonde.benchmarks.Echo/Echo")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static final byte[] MESSAGE = new byte[8];

  private @Nullable ManagedChannel channel;
  private int answered;

  private GrpcUnary() {}

  public static void main(String[] arguments) {
    new GrpcUnary().start();
  }

  @Override
  void begin() throws IOException {
    InProcessServerBuilder.forName(NAME)
        .directExecutor()
        .addService(
            ServerServiceDefinition.builder("sonde.benchmarks.Echo")
                .addMethod(
                    ECHO,
                    ServerCalls.asyncUnaryCall(
                        (request, response) -> {
                          response.onNext(request);
                          response.onCompleted();
                        }))
                .build())
        .build()
        .start();
    channel = InProcessChannelBuilder.forName(NAME).directExecutor().build();
  }

  @Override
  void once() {
    ManagedChannel called = channel;
    if (called == null) {
      throw new IllegalStateException("not begun");
    }
    byte[] answer = ClientCalls.blockingUnaryCall(called, ECHO, CallOptions.DEFAULT, MESSAGE);
    answered += answer.length == MESSAGE.length ? 1 : 0;
  }

  @Override
  int successes() {
    return answered;
  }

  /** Bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
