package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;

/** The smallest heap that an application starts in and serves from. */
final class SmallestHeap implements Scenario {

  private static final Figure HEAP = Figure.compared("smallest -Xmx, MB", 0);

  private static final int LOWEST = 4;
  private static final int HIGHEST = 132;

  /** The JVM rounds to it. */
  private static final int STEP = 2;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String description() {
    return "The smallest -Xmx with which Tomcat starts and answers 4,000 mixed requests of 8"
        + " connections without an error and in time, found by bisection; "
        + HIGHEST
        + " says that no smaller one was enough.";
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results) throws InterruptedException {
    int tooSmall = LOWEST;
    int enough = HIGHEST;
    int precision = stage.amount(64, STEP);
    while (enough - tooSmall > precision) {
      int middle = (tooSmall + enough) / 2 / STEP * STEP;
      if (serves(stage, variant, middle)) {
        enough = middle;
      } else {
        tooSmall = middle;
      }
    }
    results.of(name(), variant.name()).add(HEAP, enough);
  }

  private static boolean serves(Stage stage, Variant variant, int megabytes)
      throws InterruptedException {
    Launch launch = stage.application(HelloServer.ALL).with("-Xmx" + megabytes + "m");
    try (Trial trial = stage.start(variant, launch)) {
      trial.server().load(8, "/mix").send(stage.amount(500, 4000));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
