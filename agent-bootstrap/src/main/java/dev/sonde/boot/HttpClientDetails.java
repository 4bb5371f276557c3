package dev.sonde.boot;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a span tells of a request that was sent and no metric does. */
public final class HttpClientDetails {

  public @Nullable String originalMethod;

  /** As the library has it, with whatever secrets are in it. */
  public @Nullable String url;

  /** The template that the URL was made of, {@code http://shop/orders/{id}}. */
  public @Nullable String template;

  public @Nullable String peerAddress;
  public int peerPort;
  private @Nullable Object @Nullable [] requestHeaders;
  private @Nullable Object @Nullable [] responseHeaders;

  HttpClientDetails() {}

  /** Keeps the other end of the connection. */
  public void peer(@Nullable String address, int port) {
    peerAddress = address;
    peerPort = port;
  }

  /** Keeps a value of the request header {@code index} of those that the recorder asked for. */
  public void requestHeader(int index, @Nullable String value) {
    requestHeaders = HttpServerDetails.added(requestHeaders, index, value);
  }

  /** Keeps a value of the response header {@code index} of those that the recorder asked for. */
  public void responseHeader(int index, @Nullable String value) {
    responseHeaders = HttpServerDetails.added(responseHeaders, index, value);
  }

  /** Keeps all values of a request header. */
  public void requestHeader(int index, @Nullable Iterator<String> values) {
    while (values != null && values.hasNext()) {
      requestHeader(index, values.next());
    }
  }

  /** Keeps all values of a response header. */
  public void responseHeader(int index, @Nullable Iterator<String> values) {
    while (values != null && values.hasNext()) {
      responseHeader(index, values.next());
    }
  }

  /** The values of a request header, in their order; empty when it was not sent. */
  public List<String> requestHeader(int index) {
    return HttpServerDetails.values(requestHeaders, index);
  }

  /** The values of a response header, in their order; empty when it did not come. */
  public List<String> responseHeader(int index) {
    return HttpServerDetails.values(responseHeaders, index);
  }
}
