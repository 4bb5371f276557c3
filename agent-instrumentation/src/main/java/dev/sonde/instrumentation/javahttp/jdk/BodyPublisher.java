package dev.sonde.instrumentation.javahttp.jdk;

/** The body of a request. */
public interface BodyPublisher {

  long contentLength();
}
