package dev.sonde.boot;

import java.util.ArrayList;
import java.util.List;

/** How long connections took to open in a pool that is not known yet. */
final class EarlyCreations implements Kept {

  private static final int MOST = 1000;

  private final List<Long> nanos = new ArrayList<>();

  void add(long took) {
    if (nanos.size() < MOST) {
      nanos.add(took);
    }
  }

  void tell(PoolRecorder.Series series) {
    for (Long took : nanos) {
      series.created(took);
    }
  }
}
