package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Connector;
import dev.sonde.exporters.wire.Deadline;
import dev.sonde.exporters.wire.HttpClient;
import dev.sonde.exporters.wire.HttpResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP as {@code http/protobuf}. */
final class HttpSender extends Sender {

  private final HttpClient client;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final @Nullable Gzip gzip;
  private byte[] body = {};
  private int length;

  HttpSender(Connector connector, Map<String, String> configured, boolean compress, String agent) {
    client = new HttpClient(connector);
    gzip = compress ? new Gzip() : null;
    headers.put("User-Agent", agent);
    headers.put("Content-Type", "application/x-protobuf");
    if (compress) {
      headers.put("Content-Encoding", "gzip");
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
  }

  @Override
  Outcome send(Deadline deadline) {
    HttpResponse response;
    try {
      response = client.post(headers, body, length, deadline);
    } catch (IOException e) {
      return Outcome.failed(e);
    }
    int status = response.status();
    if (status >= 200 && status < 300) {
      return Outcome.taken(response.body());
    }
    boolean retryable = status == 429 || status == 502 || status == 503 || status == 504;
    return Outcome.refused(
        Integer.toString(status), "HTTP status " + status, retryable, response.retryAfterMillis());
  }

  @Override
  void close() {
    client.close();
    if (gzip != null) {
      gzip.close();
    }
  }
}
