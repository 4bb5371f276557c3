package dev.sonde.exporters.prometheus;

import dev.sonde.boot.Context;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Prints how long a scrape takes, from connect to the last byte, over loopback: {@code ScrapeTimes
 * [rounds]}. A series is a histogram with all of its lines, or one line of an up-down counter.
 */
final class ScrapeTimes {

  private static final int ROUNDS = 60;

  private ScrapeTimes() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
    System.out.println(
        System.getProperty("java.version") + ", median and worst of the later half, first; in ms");
    for (boolean histograms : new boolean[] {false, true}) {
      for (int series : new int[] {1_000, 20_000}) {
        for (String headers :
            new String[] {
              "", "Accept: application/openmetrics-text\r\n", "Accept-Encoding: gzip\r\n"
            }) {
          measure(histograms, series, headers, rounds);
        }
      }
    }
  }

  private static void measure(boolean histograms, int series, String headers, int rounds)
      throws Exception {
    SelfStats stats = new SelfStats();
    Registry registry = new Registry(series, stats);
    Context trace = new Context(1, 2, 3, true, null, null);
    for (int i = 0; i < series; i++) {
      String route = "/api/v1/customers/{customer}/orders/{order}/" + i;
      if (histograms) {
        Histogram histogram =
            registry.histogram(
                Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", "http", route, "200", null, "1.1");
        for (int j = 0; j < 32; j++) {
          histogram.record((long) j * j * 7_654_321, trace, j);
        }
      } else {
        registry.counter(Catalogue.HTTP_SERVER_ACTIVE_REQUESTS, "GET", route).add(i);
      }
    }
    Config config =
        Config.of(
            Map.of("sonde.prometheus.port", "0", "sonde.prometheus.host", "127.0.0.1"),
            Map.of(),
            null);
    Resource resource = new Resource(Map.of("service.name", "shop"));
    Endpoint endpoint = new Endpoint(config, registry, resource, stats);
    endpoint.start();
    String address = endpoint.address();
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1, address.indexOf('/')));
    double[] millis = new double[rounds];
    long bytes = 0;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      bytes = scrape(port, headers);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    endpoint.stop();
    double[] later = Arrays.copyOfRange(millis, rounds / 2, rounds);
    Arrays.sort(later);
    System.out.printf(
        "%-10s %6d series %9d lines %9.1f KB %-38s %8.2f %8.2f %8.2f%n",
        histograms ? "histograms" : "values",
        series,
        (long) series * (histograms ? 19 : 1),
        bytes / 1024.0,
        headers.trim(),
        later[later.length / 2],
        later[later.length - 1],
        millis[0]);
  }

  private static long scrape(int port, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET /metrics HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      long bytes = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
      }
      return bytes;
    }
  }
}
