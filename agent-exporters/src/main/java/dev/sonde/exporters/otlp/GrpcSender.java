package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Connector;
import dev.sonde.exporters.wire.Deadline;
import dev.sonde.exporters.wire.Http2Client;
import dev.sonde.exporters.wire.Http2Response;
import java.io.IOException;
import java.util.Map;

/** OTLP as gRPC: one unary call for each request. */
final class GrpcSender extends Sender {

  private static final int PREFIX_SIZE = 5;
  private static final long MOST_TIMEOUT_MILLIS = 99_999_999;

  private final Http2Client client;
  private final String path;

  /** In front of each message: whether it is compressed, and its length. */
  private final byte[] prefix = new byte[PREFIX_SIZE];

  GrpcSender(
      Connector connector,
      String service,
      Map<String, String> configured,
      boolean compress,
      String agent) {
    super(agent, "application/grpc", "grpc-encoding", compress, configured);
    client = new Http2Client(connector);
    path = "/opentelemetry.proto.collector." + service + "/Export";
    headers.put("te", "trailers");
    prefix[0] = (byte) (compress ? 1 : 0);
  }

  @Override
  void load(ProtoBuffer request) {
    super.load(request);
    for (int i = 0; i < 4; i++) {
      prefix[1 + i] = (byte) (length() >>> (24 - 8 * i));
    }
  }

  @Override
  Outcome send(Deadline deadline) {
    long millis = Math.max(1, Math.min(deadline.remainingMillis(), MOST_TIMEOUT_MILLIS));
    headers.put("grpc-timeout", millis + "m");
    Http2Response response;
    try {
      response = client.post(path, headers, prefix, body(), length(), deadline);
    } catch (IOException e) {
      return Outcome.failed(e);
    }
    GrpcStatus status = GrpcStatus.of(response);
    return status.isOk() ? Outcome.taken(message(response.body())) : status.outcome();
  }

  /** The message of an answer; empty for a compressed one, which was not asked for. */
  private static byte[] message(byte[] answer) {
    if (answer.length < PREFIX_SIZE || answer[0] != 0) {
      return new byte[0];
    }
    return java.util.Arrays.copyOfRange(answer, PREFIX_SIZE, answer.length);
  }

  @Override
  void close() {
    client.close();
    super.close();
  }
}
