package dev.sonde.exporters.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one address over HTTP/1.1, one request at a time, on a connection that is kept.
 *
 * <pre>{@code
 * HttpResponse response = client.post(headers, body, length, Deadline.in(10_000));
 * }</pre>
 */
public final class HttpClient {

  private final Connector connector;
  private @Nullable Connection kept;

  public HttpClient(Connector connector) {
    this.connector = connector;
  }

  /**
   * Sends the first {@code length} bytes of {@code body}; a header that can't be sent is left out.
   */
  public HttpResponse post(Map<String, String> headers, byte[] body, int length, Deadline deadline)
      throws IOException {
    byte[] head = head(headers, length);
    Connection connection = kept;
    kept = null;
    if (connection != null && !connection.isStale()) {
      HttpReader reader = new HttpReader(connection.in());
      try {
        return exchange(connection, reader, head, body, length, deadline);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        if (reader.isAnswered()) {
          throw e;
        }
        // The receiver had closed the kept connection; a new one tells whether it is there.
      }
    } else if (connection != null) {
      connection.close();
    }
    connection = connector.open(deadline, "");
    return exchange(connection, new HttpReader(connection.in()), head, body, length, deadline);
  }

  private HttpResponse exchange(
      Connection connection,
      HttpReader reader,
      byte[] head,
      byte[] body,
      int length,
      Deadline deadline)
      throws IOException {
    boolean reusable = false;
    try {
      connection.use(deadline);
      HttpResponse response;
      try {
        OutputStream out = connection.out();
        out.write(head);
        out.write(body, 0, length);
        out.flush();
        response = reader.read();
        reusable = response.isReusable();
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        response = early(reader, e);
      }
      return response;
    } finally {
      if (reusable) {
        connection.used();
        kept = connection;
      } else {
        connection.close();
      }
    }
  }

  /** A receiver that refuses a request may answer and close before it has read all of it. */
  private static HttpResponse early(HttpReader reader, IOException failure) throws IOException {
    if (reader.isAnswered()) {
      throw failure;
    }
    try {
      return reader.read();
    } catch (IOException e) {
      throw failure;
    }
  }

  private byte[] head(Map<String, String> headers, int length) {
    Address address = connector.address();
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(address.path().isEmpty() ? "/" : address.path());
    head.append(" HTTP/1.1\r\nHost: ").append(address.authority());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (HeaderSyntax.isName(header.getKey()) && HeaderSyntax.isValue(header.getValue())) {
        head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
      }
    }
    head.append("\r\nContent-Length: ").append(length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }

  public void close() {
    Connection connection = kept;
    kept = null;
    if (connection != null) {
      connection.close();
    }
  }
}
