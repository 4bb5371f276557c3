package dev.sonde.boot;

/** A server that this process sends HTTP requests to; a recorder keeps what it needs with it. */
public abstract class HttpHost {

  public final String address;
  public final int port;

  protected HttpHost(String address, int port) {
    this.address = address;
    this.port = port;
  }
}
