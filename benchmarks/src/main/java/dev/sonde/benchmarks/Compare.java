package dev.sonde.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Compares no agent, this one and the OpenTelemetry agent: all in one run, round after round,
 * medians.
 *
 * <p>Arguments: the rounds, the requests of each, and a pattern for the variants to run. A receiver
 * in this process takes and forgets what the agents send; only the server's own process is
 * measured.
 */
public final class Compare {

  private static final int CONNECTIONS = 8;

  private final Path java;
  private final String classPath;
  private final int requests;
  private final Map<String, List<String>> variants = new LinkedHashMap<>();
  private final Map<String, List<double[]>> measured = new LinkedHashMap<>();

  private Compare(Path root, int requests, int receiver) {
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
    this.classPath =
        root.resolve("benchmarks/target/classes")
            + File.pathSeparator
            + root.resolve("benchmarks/target/lib")
            + "/*";
    this.requests = requests;
    String sonde = "-javaagent:" + root.resolve("agent/target/sonde.jar");
    String peer =
        "-javaagent:" + root.resolve("benchmarks/target/peers/opentelemetry-javaagent.jar");
    List<String> common =
        List.of(
            "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver,
            "-Dotel.exporter.prometheus.port=0",
            "-Dotel.metrics.exporter=prometheus",
            "-Dotel.logs.exporter=none");
    variants.put("none", List.of());
    variants.put("sonde, all sampled", with(common, sonde));
    variants.put(
        "sonde, 10 % sampled", with(common, sonde, ratio(), "-Dotel.traces.sampler.arg=0.1"));
    variants.put("sonde, none sampled", with(common, sonde, "-Dotel.traces.sampler=always_off"));
    variants.put("opentelemetry, all sampled", with(common, peer));
    variants.put(
        "opentelemetry, 10 % sampled",
        with(common, peer, ratio(), "-Dotel.traces.sampler.arg=0.1"));
  }

  private static String ratio() {
    return "-Dotel.traces.sampler=parentbased_traceidratio";
  }

  private static List<String> with(List<String> common, String... more) {
    List<String> options = new ArrayList<>(Arrays.asList(more));
    options.addAll(common);
    return options;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.setExecutor(Executors.newSingleThreadExecutor());
    receiver.start();
    try {
      Compare compare =
          new Compare(Path.of("").toAbsolutePath(), requests, receiver.getAddress().getPort());
      for (int round = 0; round < rounds; round++) {
        compare.round(arguments.length > 2 ? arguments[2] : "");
      }
      compare.print(rounds);
    } finally {
      receiver.stop(0);
      System.exit(0);
    }
  }

  private void round(String only) throws IOException, InterruptedException {
    for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
      if (!variant.getKey().matches(only.isEmpty() ? ".*" : only)) {
        continue;
      }
      long startedAt = System.nanoTime();
      try (Server server = Server.start(java, classPath, variant.getValue())) {
        server.request();
        double startWall = (System.nanoTime() - startedAt) / 1e6;
        Server.Usage first = server.usage(false);
        server.load(CONNECTIONS, requests);
        Server.Usage before = server.usage(false);
        server.load(CONNECTIONS, requests);
        Server.Usage after = server.usage(false);
        Server.Usage collected = server.usage(true);
        double[] row = {
          first.cpuNanos() / 1e6,
          startWall,
          first.classes(),
          (after.cpuNanos() - before.cpuNanos()) / 1e3 / requests,
          (double) (after.allocated() - before.allocated()) / requests,
          collected.heap() / 1048576.0,
          server.residentKilobytes() / 1024.0,
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
