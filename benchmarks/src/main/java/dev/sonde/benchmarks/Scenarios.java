package dev.sonde.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** All scenarios, in the order of the report. */
final class Scenarios {

  private Scenarios() {}

  /**
   * All of them.
   *
   * @param seconds how long memory is loaded; 0: as long as the size of the run says
   */
  static List<Scenario> all(int seconds) {
    List<Scenario> all = new ArrayList<>();
    for (StartUp.Application application : StartUp.Application.values()) {
      for (StartUp.Way way : StartUp.Way.values()) {
        all.add(new StartUp(application, way));
      }
    }
    all.add(UnderLoad.steady());
    all.add(new Memory(seconds));
    all.add(new SmallestHeap());
    all.add(Scrape.underLoad());
    all.add(UnderLoad.contention());
    all.add(UnderLoad.statements());
    all.add(UnderLoad.filters());
    all.add(UnderLoad.threads());
    all.add(Scrape.growth());
    all.add(new ClassLoading());
    return all;
  }
}
