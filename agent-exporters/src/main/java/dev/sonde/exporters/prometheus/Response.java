package dev.sonde.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An answer that is no more than its status. */
final class Response {

  static final String OK = "200 OK";
  static final String UNAVAILABLE = "503 Service Unavailable";

  private Response() {}

  /** Status line and headers, each with its line end, without the empty line that ends them. */
  static String head(String status, String headers) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
  }

  /**
   * Sends a status as the whole answer.
   *
   * @param request null where it could not be read
   */
  static void send(OutputStream out, @Nullable Request request, String status, String headers)
      throws IOException {
    String text = status.substring(status.indexOf(' ') + 1) + "\n";
    Bytes bytes = new Bytes(256);
    bytes.put(head(status, "Content-Type: text/plain; charset=utf-8\r\n" + headers));
    bytes.put("Content-Length: ").put(text.length()).put("\r\n\r\n");
    if (request == null || !request.isHead()) {
      bytes.put(text);
    }
    bytes.moveTo(out);
  }
}
