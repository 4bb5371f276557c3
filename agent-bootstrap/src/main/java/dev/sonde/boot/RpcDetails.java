package dev.sonde.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a span tells of a remote call and no metric does. */
public final class RpcDetails {

  /** The sizes of the call's messages; null where nobody wants to know them. */
  final @Nullable RpcSizes sizes;

  /** How many messages its side has sent. Written by one thread at a time, as is the next. */
  private long sent;

  private long received;

  /** The method as the other side named it, where nobody knows it. */
  public @Nullable String originalMethod;

  /** The server as a client asked for it, {@code shop:8443}; of a served call alone. */
  public @Nullable String authority;

  public @Nullable String peerAddress;
  public int peerPort;
  private @Nullable Object @Nullable [] request;
  private @Nullable Object @Nullable [] response;

  RpcDetails(boolean sized) {
    this.sizes = sized ? new RpcSizes() : null;
  }

  /** How many messages the call's side has sent. */
  public long sent() {
    return sent;
  }

  /** How many it has received. */
  public long received() {
    return received;
  }

  void countSent() {
    sent++;
  }

  void countReceived() {
    received++;
  }

  /** Keeps the other end of the connection. */
  public void peer(@Nullable String address, int port) {
    peerAddress = address;
    peerPort = port;
  }

  /** Keeps a value of the request metadata {@code index} of those that the recorder asked for. */
  public void request(int index, @Nullable String value) {
    request = HttpServerDetails.added(request, index, value);
  }

  /** Keeps a value of the response metadata {@code index} of those that the recorder asked for. */
  public void response(int index, @Nullable String value) {
    response = HttpServerDetails.added(response, index, value);
  }

  /** The values of a key of the request's metadata, in their order; empty when it did not come. */
  public List<String> request(int index) {
    return HttpServerDetails.values(request, index);
  }

  /** The same of the response's metadata, which may be in its headers or in its trailers. */
  public List<String> response(int index) {
    return HttpServerDetails.values(response, index);
  }
}
