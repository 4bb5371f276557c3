package dev.sonde.exporters.prometheus;

/** How long and how many: what keeps a client from holding more than its share. */
final class Limits {

  /** The most scrapes that are rendered at the same time. */
  static final int MOST_SCRAPES = 4;

  /** The most connections that are read and answered, each of which has a thread. */
  static final int MOST_CONNECTIONS = 16;

  /** The most bytes of a request line. */
  static final int REQUEST_LINE = 8 * 1024;

  /** The most bytes of a request up to the end of its headers. */
  static final int REQUEST_HEAD = 16 * 1024;

  /** For a connection to be set up and its request to be read. */
  final long readMillis;

  /** For an answer to be rendered and taken by the client. */
  final long writeMillis;

  /** For the first retry to open the port; each further one waits twice as long, up to a bound. */
  final long retryMillis;

  /** For a thread without work to end. */
  final long idleMillis;

  Limits() {
    this(5_000, 15_000, 1_000, 5_000);
  }

  Limits(long readMillis, long writeMillis, long retryMillis, long idleMillis) {
    this.readMillis = readMillis;
    this.writeMillis = writeMillis;
    this.retryMillis = retryMillis;
    this.idleMillis = idleMillis;
  }
}
