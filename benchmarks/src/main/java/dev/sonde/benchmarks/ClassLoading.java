package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;

/** What it costs to load classes that are of no library. */
final class ClassLoading implements Scenario {

  private static final Figure CPU = Figure.compared("CPU ms", 0);
  private static final Figure RESIDENT = Figure.compared("resident MB", 0);

  @Override
  public String name() {
    return "growth-classes";
  }

  @Override
  public String description() {
    return "A server that has answered some requests loads 5,000 to 50,000 small classes, each time"
        + " in a process of its own: the CPU of that, and the resident memory afterwards.";
  }

  @Override
  public String axis() {
    return "classes loaded";
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException {
    for (int count : new int[] {5_000, 10_000, 20_000, 50_000}) {
      try (Trial trial = stage.start(variant, stage.application(HelloServer.ALL))) {
        Server server = trial.server();
        server.load(2, "/hello").send(stage.amount(200, 20_000));
        Usage before = server.usage();
        server.get("/classes?n=" + count);
        Usage after = server.usage();
        Results.Row row = results.of(Integer.toString(count), variant.name());
        row.add(CPU, (after.cpuNanos() - before.cpuNanos()) / 1e6);
        row.add(RESIDENT, server.residentMegabytes());
      }
    }
  }
}
