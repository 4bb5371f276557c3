package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How long a scrape takes while requests come; of agents that are scraped. */
final class Scrape implements Scenario {

  private static final Figure MEDIAN = Figure.told("scrape ms", 1);
  private static final Figure SLOWEST = Figure.told("slowest ms", 1);
  private static final Figure SERIES = Figure.told("series", 0);
  private static final Figure KILOBYTES = Figure.told("KB", 0);
  private static final Figure P99 = Figure.told("p99 µs of requests", 0);

  private static final int CONNECTIONS = 4;
  private static final int PER_SECOND = 500;

  /** Routes that are asked for the first time before the series are counted again. */
  private static final int STEP = 5;

  private final String name;
  private final @Nullable String axis;
  private final List<Integer> sizes;

  private Scrape(String name, @Nullable String axis, List<Integer> sizes) {
    this.name = name;
    this.axis = axis;
    this.sizes = sizes;
  }

  static Scenario underLoad() {
    return new Scrape("scrape", null, List.of(1_000, 20_000));
  }

  static Scenario growth() {
    return new Scrape("growth-series", "series", List.of(100, 1_000, 5_000, 20_000, 50_000));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "/metrics over loopback, from the request to the last byte, while 500 requests a second"
        + " go to the same server. A series is a line of what is scraped; requests to many routes"
        + " make as many of them as are wanted, or a few more, as far as the agent goes.";
  }

  @Override
  public @Nullable String axis() {
    return axis;
  }

  @Override
  public boolean compares(Variant variant) {
    return variant.agent() != null
        && variant.agent().isScraped()
        && variant.sampling() == Sampling.ALL;
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException {
    Launch launch =
        stage
            .application(HelloServer.ROUTES)
            .with("-Dotel.java.metrics.cardinality.limit=" + 2 * Routes.COUNT);
    try (Trial trial = stage.start(variant, launch)) {
      int routes = 1;
      for (int size : sizes) {
        routes = grow(trial, size, routes);
        measure(stage, trial, routes, results.of(Integer.toString(size), variant.name()));
      }
    }
  }

  /** Asks for ever more routes; tells how many it were. */
  private static int grow(Trial trial, int size, int from) throws IOException {
    int routes = from;
    int series = 0;
    int before = -1;
    while (series < size && series != before && routes < Routes.COUNT) {
      // About as many as a route has of them, so that few scrapes do.
      int more = Math.max(STEP, (size - series) / 60);
      for (int end = Math.min(routes + more, Routes.COUNT); routes < end; routes++) {
        trial.server().get(Routes.path(routes));
      }
      before = series;
      series = series(trial.scrape());
    }
    return routes;
  }

  private static int series(String scraped) {
    return (int) scraped.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').count();
  }

  private static void measure(Stage stage, Trial trial, int routes, Results.Row row)
      throws IOException, InterruptedException {
    int scrapes = stage.amount(3, 21);
    String[] paths = IntStream.range(0, routes).mapToObj(Routes::path).toArray(String[]::new);
    Load load = trial.server().load(CONNECTIONS, paths);
    int count = PER_SECOND * stage.amount(1, 10);
    long[] nanos = new long[scrapes];
    String last = trial.scrape();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Callable<Load.Outcome> sending = () -> load.send(count, PER_SECOND);
      Future<Load.Outcome> outcome = thread.submit(sending);
      for (int i = 0; i < scrapes; i++) {
        long begin = System.nanoTime();
        last = trial.scrape();
        nanos[i] = System.nanoTime() - begin;
        Thread.sleep(stage.amount(50, 400));
      }
      row.add(P99, outcome.get().percentileMicros(99));
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      thread.shutdownNow();
    }
    Arrays.sort(nanos);
    row.add(MEDIAN, nanos[scrapes / 2] / 1e6);
    row.add(SLOWEST, nanos[scrapes - 1] / 1e6);
    row.add(SERIES, series(last));
    row.add(KILOBYTES, last.length() / 1024.0);
  }
}
