package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Connector;
import dev.sonde.exporters.wire.Deadline;
import dev.sonde.exporters.wire.Http2Client;
import dev.sonde.exporters.wire.Http2Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP as gRPC: one unary call for each request. */
final class GrpcSender extends Sender {

  private static final int PREFIX_SIZE = 5;
  private static final long MOST_TIMEOUT_MILLIS = 99_999_999;

  private final Http2Client client;
  private final String path;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final @Nullable Gzip gzip;

  /** In front of each message: whether it is compressed, and its length. */
  private final byte[] prefix = new byte[PREFIX_SIZE];

  private byte[] body = {};
  private int length;

  GrpcSender(
      Connector connector,
      String service,
      Map<String, String> configured,
      boolean compress,
      String agent) {
    client = new Http2Client(connector);
    path = "/opentelemetry.proto.collector." + service + "/Export";
    gzip = compress ? new Gzip() : null;
    headers.put("te", "trailers");
    headers.put("content-type", "application/grpc");
    headers.put("user-agent", agent);
    if (compress) {
      headers.put("grpc-encoding", "gzip");
    }
    headers.putAll(configured);
  }

  @Override
  void load(ProtoBuffer request) {
    if (gzip == null) {
      body = request.bytes();
      length = request.size();
    } else {
      gzip.compress(request.bytes(), request.size());
      body = gzip.bytes();
      length = gzip.size();
    }
    prefix[0] = (byte) (gzip == null ? 0 : 1);
    for (int i = 0; i < 4; i++) {
      prefix[1 + i] = (byte) (length >>> (24 - 8 * i));
    }
  }

  @Override
  Outcome send(Deadline deadline) {
    long millis = Math.max(1, Math.min(deadline.remainingMillis(), MOST_TIMEOUT_MILLIS));
    headers.put("grpc-timeout", millis + "m");
    Http2Response response;
    try {
      response = client.post(path, headers, prefix, body, length, deadline);
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
    if (gzip != null) {
      gzip.close();
    }
  }
}
