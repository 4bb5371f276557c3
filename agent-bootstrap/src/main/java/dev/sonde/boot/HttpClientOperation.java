package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP request that this process sends, until the head of the response is there. What is sent
 * once more, after a redirect for example, is another one.
 */
public final class HttpClientOperation extends Operation {

  private static final int STATUS = 9;

  /** One of the known methods, or {@code _OTHER}. */
  public final String method;

  public final HttpHost host;

  /** How often the same request was sent before. */
  public final int resends;

  /** Who measures it; after a detach and another attach that is somebody else, who does not. */
  @Nullable HttpClientRecorder recorder;

  /** 0 when no response came. */
  public int status;

  /** {@code 1.0}, {@code 1.1}, {@code 2} or {@code 3}. */
  public @Nullable String protocolVersion;

  /** The bytes of the request's body; -1 where nobody knows, or wants to. */
  public long requestBytes = -1;

  /** The bytes of the response's body; -1 where nobody knows, or wants to. */
  public long responseBytes = -1;

  /** Whether it has left, for a client that tells of responses to others, too. */
  public boolean sent;

  /** What only the span tells; null when there is none. */
  public final @Nullable HttpClientDetails details;

  public HttpClientOperation(
      Origin origin,
      @Nullable Context parent,
      Current thread,
      long startNanos,
      String method,
      HttpHost host,
      int resends) {
    super(origin, parent, thread, startNanos);
    this.method = method;
    this.host = host;
    this.resends = resends;
    this.details = recording ? new HttpClientDetails() : null;
  }

  /** The value of the header {@code index} of {@link HttpClientProbe#fields}; null for none. */
  public @Nullable String header(int index) {
    HttpClientRecorder telling = recorder;
    return telling == null ? null : telling.header(this, index);
  }

  /** Takes the response's first line, {@code HTTP/1.1 200 OK}. */
  public void statusLine(@Nullable String line) {
    if (line == null || !line.startsWith("HTTP/1.") || line.length() < STATUS + 3) {
      return;
    }
    int code = 0;
    for (int i = STATUS; i < STATUS + 3; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return;
      }
      code = 10 * code + digit;
    }
    status = code;
    protocolVersion = line.charAt(7) == '0' ? "1.0" : "1.1";
  }

  /** Takes a {@code Content-Length}, if there is one. */
  public void responseLength(@Nullable String length) {
    responseBytes = length(length);
  }

  /** Takes the {@code Content-Length} of what is sent, if there is one. */
  public void requestLength(@Nullable String length) {
    requestBytes = length(length);
  }

  /** What a {@code Content-Length} says; -1 for none and for what is not one. */
  static long length(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = 10 * length + digit;
    }
    return length;
  }
}
