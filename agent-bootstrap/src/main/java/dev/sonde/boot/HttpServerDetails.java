package dev.sonde.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a span tells of a served request and no metric does. */
public final class HttpServerDetails {

  public @Nullable String originalMethod;
  public @Nullable String path;
  public @Nullable String query;
  public @Nullable String serverAddress;
  public int serverPort;
  public @Nullable String peerAddress;
  public int peerPort;
  private @Nullable Object @Nullable [] requestHeaders;
  private @Nullable Object @Nullable [] responseHeaders;

  HttpServerDetails() {}

  /** Keeps a value of the request header {@code index} of those that the recorder asked for. */
  public void requestHeader(int index, @Nullable String value) {
    requestHeaders = added(requestHeaders, index, value);
  }

  /** Keeps a value of the response header {@code index} of those that the recorder asked for. */
  public void responseHeader(int index, @Nullable String value) {
    responseHeaders = added(responseHeaders, index, value);
  }

  /** Keeps a value of a request header as often as the recorder asked for that. */
  public void requestHeader(@Nullable String name, @Nullable String value) {
    String[] names = HttpServerProbe.requestHeaders();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        requestHeader(i, value);
      }
    }
  }

  /** Keeps a value of a response header as often as the recorder asked for that. */
  public void responseHeader(@Nullable String name, @Nullable String value) {
    String[] names = HttpServerProbe.responseHeaders();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        responseHeader(i, value);
      }
    }
  }

  /** Keeps what the request line says. */
  public void requested(
      @Nullable String method, @Nullable String newPath, @Nullable String newQuery) {
    originalMethod = method;
    path = newPath;
    query = newQuery;
  }

  /** Keeps which server was asked for, as far as the container knows. */
  public void server(@Nullable String address, int port) {
    serverAddress = address;
    serverPort = port;
  }

  /** Keeps the other end of the connection. */
  public void peer(@Nullable String address, int port) {
    peerAddress = address;
    peerPort = port;
  }

  /** The values of a request header, in their order; empty when it did not come. */
  public List<String> requestHeader(int index) {
    return values(requestHeaders, index);
  }

  /** The values of a response header, in their order; empty when it was not sent. */
  public List<String> responseHeader(int index) {
    return values(responseHeaders, index);
  }

  /** An array with the value put behind those that are there: a text, or a list of several. */
  static @Nullable Object @Nullable [] added(
      @Nullable Object @Nullable [] headers, int index, @Nullable String value) {
    if (value == null || index < 0) {
      return headers;
    }
    @Nullable Object[] kept = headers;
    if (kept == null || kept.length <= index) {
      kept = new @Nullable Object[index + 4];
      if (headers != null) {
        System.arraycopy(headers, 0, kept, 0, headers.length);
      }
    }
    if (kept[index] == null) {
      kept[index] = value;
    } else {
      List<String> values = new ArrayList<>(values(kept, index));
      values.add(value);
      kept[index] = values;
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // only added() writes
  static List<String> values(@Nullable Object @Nullable [] headers, int index) {
    Object values = headers == null || index >= headers.length ? null : headers[index];
    if (values == null) {
      return Collections.emptyList();
    }
    return values instanceof String
        ? Collections.singletonList((String) values)
        : (List<String>) values;
  }
}
