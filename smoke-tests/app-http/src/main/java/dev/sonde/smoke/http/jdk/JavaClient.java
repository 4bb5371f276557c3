package dev.sonde.smoke.http.jdk;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.OddServer;
import dev.sonde.smoke.http.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The JDK's {@code HttpClient}. */
public class JavaClient implements Client {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public JavaClient() {}

  static HttpRequest request(String method, String url, String body, int timeoutMillis) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return HttpRequest.newBuilder(URI.create(url))
        .method(method, publisher)
        .timeout(Duration.ofMillis(timeoutMillis))
        .build();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    HttpRequest request = request(method, url, body, timeoutMillis);
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  @Override
  public int connects() {
    return 2;
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    scenario.span("GET", 200, 0);
    scenario.span("GET", 302, 0);
    scenario.span("GET", 200, 1);
    CompletableFuture<String> one = async(scenario.url("/ok"));
    CompletableFuture<String> other = async(scenario.url("/redirect"));
    scenario.print(one.get() + other.get());
    scenario.failed("GET", 0);
    scenario.failed("GET", 1);
    try {
      async("http://127.0.0.1:47/").get();
    } catch (ExecutionException e) {
      scenario.print(e.getCause().getClass().getName());
    }
    scenario.span("GET", 200, 0);
    if (Runtime.version().feature() >= 16) {
      cancel(scenario);
    }
    HttpClient upgrading = HttpClient.newHttpClient(); // To HTTP/2, once.
    HttpRequest request = request("GET", scenario.url("/ok"), null, 20_000);
    scenario.print(upgrading.send(request, BodyHandlers.ofString()).version().name());
    scenario.span("GET", 200, 0);
    scenario.print(upgrading.send(request, BodyHandlers.ofString()).version().name());
  }

  /** Before Java 16 the request would go on. */
  private void cancel(Scenario scenario) throws Exception {
    try (OddServer server = new OddServer()) {
      String url = "http://127.0.0.1:" + server.port() + "/silent";
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request("GET", url, null, 20_000), BodyHandlers.ofString());
      while (server.requests() == 0 && !answer.isDone()) {
        Thread.yield();
      }
      scenario.cancelled("GET");
      scenario.print("cancelled " + answer.cancel(true));
    }
  }

  private CompletableFuture<String> async(String url) {
    return client
        .sendAsync(request("GET", url, null, 20_000), BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }
}
