package dev.sonde.exporters.prometheus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP/1 request. */
final class Request {

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final boolean chunksUnderstood;
  private final Map<String, List<String>> headers = new HashMap<>();

  private Request(String head) throws BadRequest {
    int lineEnd = head.indexOf('\n');
    String line = withoutReturn(head.substring(0, lineEnd));
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first < 1 || second < 0 || line.indexOf(' ', second + 1) >= 0) {
      throw new BadRequest("400 Bad Request");
    }
    this.method = line.substring(0, first);
    String target = pathAndQuery(line.substring(first + 1, second));
    String version = line.substring(second + 1);
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      boolean http = version.startsWith("HTTP/");
      throw new BadRequest(http ? "505 HTTP Version Not Supported" : "400 Bad Request");
    }
    this.chunksUnderstood = version.equals("HTTP/1.1");
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? null : target.substring(mark + 1);
    readHeaders(head, lineEnd + 1);
  }

  /** Reads a request up to the end of its headers. */
  static Request read(InputStream in) throws IOException {
    byte[] bytes = new byte[2048];
    int length = 0;
    int lineEnd = -1;
    while (true) {
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        throw new EOFException();
      }
      int scanned = length;
      length += count;
      for (int i = scanned; i < length; i++) {
        if (bytes[i] == '\n') {
          boolean empty = i == lineEnd + 1 || (i == lineEnd + 2 && bytes[i - 1] == '\r');
          if (empty && lineEnd >= 0) {
            return new Request(new String(bytes, 0, i + 1, "ISO-8859-1"));
          }
          lineEnd = i;
        }
      }
      if (lineEnd < 0 && length >= Limits.REQUEST_LINE) {
        throw new BadRequest("414 URI Too Long");
      }
      if (length >= Limits.REQUEST_HEAD) {
        throw new BadRequest("431 Request Header Fields Too Large");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, Limits.REQUEST_HEAD));
      }
    }
  }

  /** A target without the scheme and host that a proxy's form of it has. */
  private static String pathAndQuery(String target) throws BadRequest {
    int scheme = target.indexOf("://");
    if (target.startsWith("/")) {
      return target;
    }
    if (scheme < 0) {
      throw new BadRequest("400 Bad Request");
    }
    int slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : target.substring(slash);
  }

  private void readHeaders(String head, int start) throws BadRequest {
    int at = start;
    while (at < head.length()) {
      int end = head.indexOf('\n', at);
      String line = withoutReturn(head.substring(at, end));
      at = end + 1;
      int colon = line.indexOf(':');
      if (!line.isEmpty()) {
        if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
          throw new BadRequest("400 Bad Request");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        List<String> values = headers.get(name);
        if (values == null) {
          values = new ArrayList<>(1);
          headers.put(name, values);
        }
        values.add(line.substring(colon + 1).trim());
      }
    }
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  String method() {
    return method;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  String path() {
    return path;
  }

  /** What stands behind the question mark, or null. */
  @Nullable String query() {
    return query;
  }

  /** True for HTTP/1.1. */
  boolean chunksUnderstood() {
    return chunksUnderstood;
  }

  /** True when something follows the headers, which is not read. */
  boolean hasBody() {
    String length = header("content-length");
    return headers.containsKey("transfer-encoding") || (length != null && !length.equals("0"));
  }

  /** The values of a header, its lines joined by commas; null when it is absent. */
  @Nullable String header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    if (values == null) {
      return null;
    }
    StringBuilder joined = new StringBuilder(values.get(0));
    for (int i = 1; i < values.size(); i++) {
      joined.append(',').append(values.get(i));
    }
    return joined.toString();
  }
}
