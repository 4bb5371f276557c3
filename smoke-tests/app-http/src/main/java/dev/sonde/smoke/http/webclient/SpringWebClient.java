package dev.sonde.smoke.http.webclient;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Spring's {@code WebClient} on Reactor Netty. */
public final class SpringWebClient implements Client {

  private static final Duration LONG = Duration.ofSeconds(20);

  public SpringWebClient() {}

  private static WebClient client(int timeoutMillis) {
    HttpClient client =
        HttpClient.create().followRedirect(true).responseTimeout(Duration.ofMillis(timeoutMillis));
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(client))
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(2_000_000))
        .build();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    WebClient.RequestBodySpec request =
        client(timeoutMillis).method(HttpMethod.valueOf(method)).uri(URI.create(url));
    if (body != null) {
      request.bodyValue(body);
    }
    try {
      return request
          .exchangeToMono(
              response ->
                  response
                      .bodyToMono(String.class)
                      .defaultIfEmpty("")
                      .map(text -> status(response) + text))
          .block(LONG);
    } catch (RuntimeException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  @Override
  public void more(Scenario scenario) {
    WebClient client = client(20_000);
    scenario.span("GET", 200, 0);
    scenario.span("GET", 200, 0);
    String template = scenario.url("/{what}?n={n}");
    scenario.print(
        client
            .get()
            .uri(template, "ok", 1)
            .header("traceparent", "00-11111111111111111111111111111111-1111111111111111-01")
            .retrieve()
            .bodyToMono(String.class)
            .flatMap(first -> get(client, scenario.url("/ok")).map(second -> first + second))
            .block(LONG));
    scenario.cancelled("GET");
    // Nobody wants the answer any more.
    get(client, scenario.url("/slow"))
        .timeout(Duration.ofMillis(200))
        .onErrorResume(e -> Mono.empty())
        .block(LONG);
  }

  /** Its type is another one from version to version. */
  private static String status(ClientResponse response) {
    try {
      Object status = ClientResponse.class.getMethod("statusCode").invoke(response);
      return status.toString().substring(0, 4);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mono<String> get(WebClient client, String url) {
    return client.get().uri(URI.create(url)).retrieve().bodyToMono(String.class);
  }
}
