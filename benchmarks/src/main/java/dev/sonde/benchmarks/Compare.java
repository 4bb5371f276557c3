package dev.sonde.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares no agent, this one and the OpenTelemetry agent: all in one run, round after round,
 * medians.
 *
 * <p>Arguments: the rounds, the requests of each, a pattern for the variants to run, the container
 * ({@code tomcat}, {@code jetty} or {@code undertow}) and the number of filters. A receiver in this
 * process takes and forgets what the agents send; only the server's own process is measured.
 */
public final class Compare {

  private static final int CONNECTIONS = 8;

  private final Path java;
  private final String classPath;
  private final int requests;
  private final List<String> server;
  private final Map<String, List<String>> variants;
  private final Map<String, List<double[]>> measured = new LinkedHashMap<>();

  private Compare(Variants variants, int requests, String only, int receiver, List<String> server) {
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
    this.classPath = variants.classPath();
    this.requests = requests;
    this.server = server;
    this.variants = variants.matching(only, receiver);
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    String only = arguments.length > 2 ? arguments[2] : "";
    String container = arguments.length > 3 ? arguments[3] : "tomcat";
    String filters = arguments.length > 4 ? arguments[4] : "0";
    try (SpanReceiver receiver = new SpanReceiver()) {
      Variants variants = new Variants(Path.of("").toAbsolutePath());
      Compare compare =
          new Compare(variants, requests, only, receiver.port(), List.of(container, filters));
      for (int round = 0; round < rounds; round++) {
        compare.round();
      }
      compare.print(rounds);
    }
  }

  private void round() throws IOException, InterruptedException {
    for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
      long startedAt = System.nanoTime();
      try (Server measuring = Server.start(java, classPath, variant.getValue(), server)) {
        measuring.request();
        double startWall = (System.nanoTime() - startedAt) / 1e6;
        Server.Usage first = measuring.usage(false);
        measuring.load(CONNECTIONS, requests);
        Server.Usage before = measuring.usage(false);
        measuring.load(CONNECTIONS, requests);
        Server.Usage after = measuring.usage(false);
        Server.Usage collected = measuring.usage(true);
        double[] row = {
          first.cpuNanos() / 1e6,
          startWall,
          first.classes(),
          (after.cpuNanos() - before.cpuNanos()) / 1e3 / requests,
          (double) (after.allocated() - before.allocated()) / requests,
          collected.heap() / 1048576.0,
          measuring.residentKilobytes() / 1024.0,
          after.threads()
        };
        measured.computeIfAbsent(variant.getKey(), name -> new ArrayList<>()).add(row);
        System.err.println(variant.getKey() + " " + Arrays.toString(row));
      }
    }
  }

  private void print(int rounds) {
    System.out.println(
        "Java "
            + System.getProperty("java.version")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + rounds
            + " rounds of "
            + requests
            + " requests, medians, "
            + server.get(0)
            + " with "
            + server.get(1)
            + " filters, "
            + LocalDate.now(ZoneOffset.UTC));
    System.out.println();
    System.out.println(
        "| | start CPU ms | start wall ms | classes | CPU µs a request | bytes a request"
            + " | live heap MB | resident MB | threads |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Map.Entry<String, List<double[]>> variant : measured.entrySet()) {
      StringBuilder line = new StringBuilder("| ").append(variant.getKey());
      for (int column = 0; column < 8; column++) {
        line.append(" | ").append(number(median(variant.getValue(), column), column));
      }
      System.out.println(line.append(" |"));
    }
  }

  private static String number(double value, int column) {
    return String.format(Locale.ROOT, column == 3 || column == 5 ? "%.1f" : "%.0f", value);
  }

  private static double median(List<double[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return values[values.length / 2];
  }
}
