package dev.sonde.benchmarks;

/** The mappings of the servlet that has many of them. */
final class Routes {

  static final int COUNT = 4000;

  private Routes() {}

  static String path(int number) {
    return "/route/" + number;
  }
}
