package dev.sonde.smoke.app;

/** An exception that has its own error page. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }
}
