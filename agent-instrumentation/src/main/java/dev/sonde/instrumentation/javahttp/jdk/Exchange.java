package dev.sonde.instrumentation.javahttp.jdk;

/** One attempt at a request. */
public abstract class Exchange {

  public final HttpRequestImpl request;

  protected Exchange(HttpRequestImpl request) {
    this.request = request;
  }
}
