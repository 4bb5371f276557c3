package dev.sonde.instrumentation.javahttp.jdk;

import java.util.List;

/** The headers of a request or a response. */
public abstract class HttpHeaders {

  protected HttpHeaders() {}

  public abstract List<String> allValues(String name);
}
