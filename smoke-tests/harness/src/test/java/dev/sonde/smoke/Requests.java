package dev.sonde.smoke;

/** Looks at how many requests the agent has counted. */
final class Requests {

  private static final String COUNT = "http_server_request_duration_seconds_count";

  private Requests() {}

  /** The number of requests as soon as it is what is awaited, or as it is after a while. */
  static double counted(ChildJvm app, double awaited) {
    return Await.until(app::metrics, page -> page.sum(COUNT) == awaited).sum(COUNT);
  }
}
