package dev.sonde.exporters.prometheus;

import java.io.IOException;

/** A request that is not HTTP/1, or too large. */
final class BadRequest extends IOException {

  private static final long serialVersionUID = 1;

  private final String status;

  BadRequest(String status) {
    super(status, null);
    this.status = status;
  }

  /** What to answer: {@code 400 Bad Request}. */
  String status() {
    return status;
  }
}
