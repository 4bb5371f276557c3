package dev.sonde.exporters.operations;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Prometheus answers to the queries of a panel, for a span of time. */
final class PreviewData {

  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)\\}\\}");
  private static final String RATE_INTERVAL = "1m";

  /**
   * A series: a value at each step, not a number where there is none.
   *
   * @param name as the legend tells it
   */
  record Series(String name, Map<String, String> labels, List<Double> values) {

    double last() {
      for (int i = values.size() - 1; i >= 0; i--) {
        if (!values.get(i).isNaN()) {
          return values.get(i);
        }
      }
      return Double.NaN;
    }
  }

  static final int STEPS = 120;

  final long from;
  final long to;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String prometheus;

  /**
   * @param from in seconds since 1970
   */
  PreviewData(String prometheus, long from, long to) {
    this.prometheus = prometheus;
    this.from = from;
    this.to = to;
  }

  private double step() {
    return (to - from) / (double) STEPS;
  }

  List<Series> of(JsonObject panel) throws IOException, InterruptedException {
    List<Series> all = new ArrayList<>();
    for (JsonElement each : panel.getAsJsonArray("targets")) {
      JsonObject target = each.getAsJsonObject();
      boolean now = target.get("instant").getAsBoolean();
      String query =
          target
              .get("expr")
              .getAsString()
              .replace("$__rate_interval", RATE_INTERVAL)
              .replaceAll("\\$\\w+", ".*");
      for (JsonElement series : ask(query, now)) {
        all.add(series(series.getAsJsonObject(), target.get("legendFormat").getAsString(), now));
      }
    }
    return all;
  }

  private JsonArray ask(String query, boolean now) throws IOException, InterruptedException {
    String path =
        now ? "query?time=" + to : "query_range?start=" + from + "&end=" + to + "&step=" + step();
    URI uri =
        URI.create(
            prometheus
                + "/api/v1/"
                + path
                + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    String answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    JsonObject json = JsonParser.parseString(answer).getAsJsonObject();
    if (!json.get("status").getAsString().equals("success")) {
      throw new IOException(query + ": " + json.get("error").getAsString());
    }
    return json.getAsJsonObject("data").getAsJsonArray("result");
  }

  private Series series(JsonObject series, String legend, boolean now) {
    Map<String, String> labels = new TreeMap<>();
    series
        .getAsJsonObject("metric")
        .asMap()
        .forEach((label, value) -> labels.put(label, value.getAsString()));
    Double[] values = new Double[now ? 1 : STEPS + 1];
    Arrays.fill(values, Double.NaN);
    if (now) {
      values[0] = series.getAsJsonArray("value").get(1).getAsDouble();
    } else {
      for (JsonElement sample : series.getAsJsonArray("values")) {
        double at = sample.getAsJsonArray().get(0).getAsDouble();
        int step = (int) Math.round((at - from) / step());
        values[step] = sample.getAsJsonArray().get(1).getAsDouble();
      }
    }
    return new Series(name(labels, legend), labels, List.of(values));
  }

  private static String name(Map<String, String> labels, String legend) {
    if (legend.equals("__auto")) {
      return labels.entrySet().stream()
          .filter(label -> !label.getKey().equals("__name__"))
          .map(Map.Entry::getValue)
          .collect(Collectors.joining(" "));
    }
    Matcher label = LABEL.matcher(legend);
    return label.replaceAll(
        found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
  }
}
