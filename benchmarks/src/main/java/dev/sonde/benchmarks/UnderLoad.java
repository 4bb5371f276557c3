package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request costs in a steady state, one load after the other on the same server. */
final class UnderLoad implements Scenario {

  private static final Figure CPU = Figure.compared("CPU µs a request", 1);
  private static final Figure ALLOCATED = Figure.compared("bytes allocated a request", 0);
  private static final Figure THROUGHPUT = Figure.compared("requests a second", 0);
  private static final Figure MEDIAN = Figure.compared("p50 µs", 0);
  private static final Figure P99 = Figure.compared("p99 µs", 0);
  private static final Figure GC = Figure.compared("GC µs a request", 2);
  private static final Figure SENT = Figure.told("bytes sent a request", 0);
  private static final Figure SPANS = Figure.told("spans a request", 2);

  private static final int SHORT_REQUESTS = 2000;
  private static final int PACED_SECONDS = 6;

  /** How often the measured requests are sent before. */
  private static final int WARM_UPS = 2;

  private final String name;
  private final String description;
  private final @Nullable String axis;
  private final boolean allSamplings;
  private final List<LoadCase> cases;

  private UnderLoad(
      String name,
      String description,
      @Nullable String axis,
      boolean allSamplings,
      List<LoadCase> cases) {
    this.name = name;
    this.description = description;
    this.axis = axis;
    this.allSamplings = allSamplings;
    this.cases = cases;
  }

  static Scenario steady() {
    return new UnderLoad(
        "steady",
        "8 connections send as fast as answers come: CPU of the server's process, what it allocates,"
            + " its pauses for GC and requests a second at saturation. Then a steady rate (hello and"
            + " query 1,500, mix 800 a second): p50 and p99. hello is a bare servlet, query one"
            + " statement by key on H2 through HikariCP, mix four statements over three connections"
            + " and a forward.",
        null,
        true,
        List.of(
            new LoadCase("hello", "/hello", 8, 50_000, 1500),
            new LoadCase("query", "/query", 8, 35_000, 1500),
            new LoadCase("mix", "/mix", 8, 20_000, 800)));
  }

  static Scenario contention() {
    return new UnderLoad(
        "contention",
        "64 connections, and so 64 threads, on one route, as fast as answers come.",
        null,
        false,
        List.of(new LoadCase("64 threads", "/hello", 64, 150_000, 0)));
  }

  static Scenario statements() {
    return new UnderLoad(
        "growth-statements",
        "A request with 1, 10 and 100 statements by key.",
        "statements a request",
        false,
        List.of(
            new LoadCase("1", "/query?n=1", 8, 100_000, 0),
            new LoadCase("10", "/query?n=10", 8, 40_000, 0),
            new LoadCase("100", "/query?n=100", 8, 8_000, 0)));
  }

  static Scenario filters() {
    return new UnderLoad(
        "growth-filters",
        "A bare servlet behind no filter, one and ten.",
        "filters",
        false,
        List.of(
            new LoadCase("0", "/hello", 8, 100_000, 0),
            new LoadCase("1", "/filters/1", 8, 100_000, 0),
            new LoadCase("10", "/filters/10", 8, 100_000, 0)));
  }

  static Scenario threads() {
    return new UnderLoad(
        "growth-threads",
        "A bare servlet, asked by 1 to 256 connections at the same time.",
        "threads",
        false,
        List.of(
            new LoadCase("1", "/hello", 1, 50_000, 0),
            new LoadCase("4", "/hello", 4, 80_000, 0),
            new LoadCase("16", "/hello", 16, 80_000, 0),
            new LoadCase("64", "/hello", 64, 80_000, 0),
            new LoadCase("256", "/hello", 256, 80_000, 0)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public @Nullable String axis() {
    return axis;
  }

  @Override
  public boolean compares(Variant variant) {
    return allSamplings || Scenario.super.compares(variant);
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException {
    try (Trial trial = stage.start(variant, stage.application(HelloServer.ALL))) {
      for (LoadCase load : cases) {
        measure(stage, trial, load, results.of(load.name(), variant.name()));
      }
    }
  }

  private static void measure(Stage stage, Trial trial, LoadCase of, Results.Row row)
      throws IOException, InterruptedException {
    Server server = trial.server();
    Load load = server.load(of.connections(), of.path());
    int requests = stage.amount(SHORT_REQUESTS, of.requests());
    load.send(WARM_UPS * requests);
    Sink.Received sent = trial.received();
    Usage before = server.usage();
    Load.Outcome saturated = load.send(requests);
    Usage after = server.usage();
    sent = trial.received().minus(sent);
    Load.Outcome timed =
        of.perSecond() == 0
            ? saturated
            : load.send(of.perSecond() * stage.amount(1, PACED_SECONDS), of.perSecond());
    double count = saturated.count();
    row.add(CPU, (after.cpuNanos() - before.cpuNanos()) / 1e3 / count);
    row.add(ALLOCATED, (after.allocated() - before.allocated()) / count);
    row.add(THROUGHPUT, saturated.perSecond());
    row.add(MEDIAN, timed.percentileMicros(50));
    row.add(P99, timed.percentileMicros(99));
    row.add(GC, (after.gcMillis() - before.gcMillis()) * 1e3 / count);
    row.add(SENT, sent.bytes() / count);
    row.add(SPANS, sent.spans() / count);
  }
}
