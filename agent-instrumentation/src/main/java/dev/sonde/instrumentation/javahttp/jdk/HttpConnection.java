package dev.sonde.instrumentation.javahttp.jdk;

import java.net.InetSocketAddress;

/** A connection to a server, or to a proxy. */
public abstract class HttpConnection {

  protected HttpConnection() {}

  public abstract InetSocketAddress address();
}
