package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;

/** What a process holds after a time under load. */
final class Memory implements Scenario {

  private static final Figure RESIDENT = Figure.compared("resident MB", 1);
  private static final Figure HEAP = Figure.compared("live heap MB", 2);
  private static final Figure METASPACE = Figure.compared("metaspace MB", 1);
  private static final Figure CODE = Figure.compared("code cache MB", 1);
  private static final Figure CLASSES = Figure.compared("classes", 0);
  private static final Figure THREADS = Figure.compared("threads", 0);

  private static final int CONNECTIONS = 8;
  private static final int PER_SECOND = 100;
  private static final double MEGABYTE = 1 << 20;

  /** Or the default: ten minutes, a few seconds in a short run. */
  private final int seconds;

  Memory(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "After some minutes of 100 mixed requests a second (ten in a full run, if not told"
        + " otherwise): resident memory, then the heap that is left by a collection, metaspace, code"
        + " cache, classes and threads.";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException {
    int lasting = seconds > 0 ? seconds : stage.amount(3, 600);
    try (Trial trial = stage.start(variant, stage.application(HelloServer.ALL))) {
      Server server = trial.server();
      server.load(CONNECTIONS, "/mix").send(lasting * PER_SECOND, PER_SECOND);
      double resident = server.residentMegabytes();
      Usage usage = server.collected();
      Results.Row row = results.of(name(), variant.name());
      row.add(RESIDENT, resident);
      row.add(HEAP, usage.heap() / MEGABYTE);
      row.add(METASPACE, usage.metaspace() / MEGABYTE);
      row.add(CODE, usage.codeCache() / MEGABYTE);
      row.add(CLASSES, usage.classes());
      row.add(THREADS, usage.threads());
    }
  }
}
