package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Connector;
import dev.sonde.exporters.wire.Deadline;
import dev.sonde.exporters.wire.HttpClient;
import dev.sonde.exporters.wire.HttpResponse;
import java.io.IOException;
import java.util.Map;

/** OTLP as {@code http/protobuf}. */
final class HttpSender extends Sender {

  private final HttpClient client;

  HttpSender(Connector connector, Map<String, String> configured, boolean compress, String agent) {
    super(agent, "application/x-protobuf", "content-encoding", compress, configured);
    client = new HttpClient(connector);
  }

  @Override
  Outcome send(Deadline deadline) {
    HttpResponse response;
    try {
      response = client.post(headers, body(), length(), deadline);
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
    super.close();
  }
}
