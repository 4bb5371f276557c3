package dev.sonde.exporters.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one address over HTTP/2, one request at a time: by prior knowledge in clear text, by
 * ALPN over TLS.
 */
public final class Http2Client {

  private final Connector connector;
  private @Nullable Http2Connection kept;

  public Http2Client(Connector connector) {
    this.connector = connector;
  }

  /** Sends {@code prefix} and then the first {@code length} bytes of {@code body}. */
  public Http2Response post(
      String path,
      Map<String, String> headers,
      byte[] prefix,
      byte[] body,
      int length,
      Deadline deadline)
      throws IOException {
    byte[] head = head(path, headers);
    Http2Connection connection = kept;
    kept = null;
    if (connection != null && connection.isUsable()) {
      try {
        return exchange(connection, head, prefix, body, length, deadline);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        if (connection.isBegun()) {
          throw e;
        }
        // The receiver had left the kept connection; a new one tells whether it is there.
      }
    } else if (connection != null) {
      connection.close();
    }
    connection = new Http2Connection(connector.open(deadline, "h2"));
    return exchange(connection, head, prefix, body, length, deadline);
  }

  private Http2Response exchange(
      Http2Connection connection,
      byte[] head,
      byte[] prefix,
      byte[] body,
      int length,
      Deadline deadline)
      throws IOException {
    boolean done = false;
    try {
      Http2Response response = connection.exchange(head, prefix, body, length, deadline);
      done = true;
      return response;
    } finally {
      if (done) {
        kept = connection;
      } else {
        connection.close();
      }
    }
  }

  private byte[] head(String path, Map<String, String> headers) {
    Address address = connector.address();
    ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    Hpack.encode(head, ":method", "POST");
    Hpack.encode(head, ":scheme", address.secure() ? "https" : "http");
    Hpack.encode(head, ":path", path);
    Hpack.encode(head, ":authority", address.authority());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (HeaderSyntax.isName(header.getKey()) && HeaderSyntax.isValue(header.getValue())) {
        Hpack.encode(head, header.getKey().toLowerCase(Locale.ROOT), header.getValue());
      }
    }
    return head.toByteArray();
  }

  public void close() {
    Http2Connection connection = kept;
    kept = null;
    if (connection != null) {
      connection.close();
    }
  }
}
