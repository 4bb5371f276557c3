package dev.sonde.exporters.trace;

import dev.sonde.boot.Origin;
import java.util.concurrent.ThreadLocalRandom;

/** Random identities of traces and spans; zero is none. */
final class Ids {

  private Ids() {}

  static void newTrace(Origin to) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    to.traceIdHigh = random.nextLong();
    to.traceIdLow = nonZero(random);
    to.spanId = nonZero(random);
  }

  static long newSpan() {
    return nonZero(ThreadLocalRandom.current());
  }

  private static long nonZero(ThreadLocalRandom random) {
    long id = random.nextLong();
    while (id == 0) {
      id = random.nextLong();
    }
    return id;
  }
}
