package dev.sonde.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Prometheus can be asked. */
class PrometheusApi {

  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,\\]]*,\"([^\"]*)\"\\]");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  PrometheusApi(String url) {
    this.url = url;
  }

  /** Asks until the answer to a query is this value, and returns what it was in the end. */
  OptionalDouble query(String query, double expected) {
    return Await.until(
        Duration.ofSeconds(30),
        () -> query(query),
        answer -> answer.isPresent() && answer.getAsDouble() == expected);
  }

  /** The first value that answers a query; empty while Prometheus has none. */
  private OptionalDouble query(String query) throws InterruptedException {
    Matcher value = VALUE.matcher(ask("query?query=" + encode(query)));
    return value.find()
        ? OptionalDouble.of(Double.parseDouble(value.group(1)))
        : OptionalDouble.empty();
  }

  /** Whether there is a series that answers a query. */
  boolean answers(String query) throws InterruptedException {
    return VALUE.matcher(ask("query?query=" + encode(query))).find();
  }

  /** Those of these queries that there is a series for. */
  Set<String> answered(Collection<String> queries) throws InterruptedException {
    Set<String> answered = new HashSet<>();
    for (String query : queries) {
      if (answers(query)) {
        answered.add(query);
      }
    }
    return answered;
  }

  /** What the API answers; nothing while it does not. */
  String ask(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
