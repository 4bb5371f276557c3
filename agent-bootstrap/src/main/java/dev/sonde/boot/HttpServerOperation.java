package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** One request that this process serves over HTTP. */
public final class HttpServerOperation extends Operation {

  /** One of the known methods, or {@code _OTHER}. */
  public final String method;

  public final String scheme;

  /** Who measures it; after a detach and another attach that is somebody else, who does not. */
  @Nullable HttpServerRecorder recorder;

  /** The matched template, {@code /orders/{id}}; never a raw path. */
  public @Nullable String route;

  /** 0 when no response was made. */
  public int status;

  /** {@code 1.0}, {@code 1.1}, {@code 2} or {@code 3}. */
  public @Nullable String protocolVersion;

  // What follows is set for a recording operation only.
  public @Nullable String originalMethod;
  public @Nullable String path;
  public @Nullable String query;
  public @Nullable String serverAddress;
  public int serverPort;
  public @Nullable String peerAddress;
  public int peerPort;
  public @Nullable String userAgent;

  public HttpServerOperation(Origin origin, Current thread, String method, String scheme) {
    super(origin, thread);
    this.method = method;
    this.scheme = scheme;
  }
}
