package dev.sonde.smoke.interop;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Makes as many calls, and takes as many messages of one stream, as it is told, and prints after
 * each tenth what lives in the heap. It fails where that has grown since the second tenth.
 */
public final class Soak {

  private static final int AT_ONCE = 100;
  private static final int TENTHS = 10;
  private static final long MOST_GROWTH = 1 << 20;

  private final ManagedChannel channel;
  private long second;

  private Soak(ManagedChannel channel) {
    this.channel = channel;
  }

  public static void main(String[] args) throws Exception {
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new BytesService().definition())
            .build()
            .start();
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
            .build();
    Soak soak = new Soak(channel);
    soak.calls(Integer.parseInt(args[0]));
    soak.stream(Integer.parseInt(args[1]));
    channel.shutdownNow();
    server.shutdownNow();
  }

  private void calls(int count) throws Exception {
    byte[] request = Bytes.of("soak");
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      for (int i = 0; i < count / TENTHS; i += AT_ONCE) {
        List<Future<byte[]>> answers = new ArrayList<>();
        for (int j = 0; j < AT_ONCE; j++) {
          answers.add(
              ClientCalls.futureUnaryCall(
                  channel.newCall(Bytes.UNARY, CallOptions.DEFAULT), request));
        }
        for (Future<byte[]> answer : answers) {
          answer.get();
        }
      }
      check(tenth, count / TENTHS * tenth + " calls");
    }
  }

  private void stream(int count) {
    Iterator<byte[]> messages =
        ClientCalls.blockingServerStreamingCall(
            channel, Bytes.DOWN, CallOptions.DEFAULT, Bytes.of(Integer.toString(count)));
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      for (int i = 0; i < count / TENTHS; i++) {
        messages.next();
      }
      check(tenth, count / TENTHS * tenth + " messages");
    }
    if (messages.hasNext()) {
      throw new IllegalStateException("too many messages");
    }
  }

  private void check(int tenth, String what) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    System.out.println(what + ": " + used / 1024 + " KB");
    if (tenth == 2) {
      second = used;
    } else if (tenth > 2 && used > second + MOST_GROWTH) {
      System.err.println("the heap has grown by " + (used - second) + " bytes");
      System.exit(1);
    }
  }
}
