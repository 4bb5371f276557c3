package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Deadline;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a request to a receiver. One thread uses it. */
abstract class Sender {

  /** What every request is sent with; names in lower case, as HTTP/2 wants them. */
  final Map<String, String> headers = new LinkedHashMap<>();

  private final @Nullable Gzip gzip;
  private byte[] body = {};
  private int length;

  Sender(
      String agent,
      String contentType,
      String encodingHeader,
      boolean compress,
      Map<String, String> configured) {
    gzip = compress ? new Gzip() : null;
    headers.put("user-agent", agent);
    headers.put("content-type", contentType);
    if (compress) {
      headers.put(encodingHeader, "gzip");
    }
    headers.putAll(configured);
  }

  /** Makes a request ready to be sent, as often as it takes. */
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

  /** The first {@link #length} bytes of this are the request that was loaded last. */
  final byte[] body() {
    return body;
  }

  final int length() {
    return length;
  }

  /** Sends the request that was loaded last. */
  abstract Outcome send(Deadline deadline);

  void close() {
    if (gzip != null) {
      gzip.close();
    }
  }
}
