package dev.sonde.smoke.http.reactor;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** The client of Reactor Netty. */
public final class ReactorClient implements Client {

  private final HttpClient client = HttpClient.create().followRedirect(true);

  public ReactorClient() {}

  private static String call(HttpClient client, String method, String url, String body) {
    return client
        .request(HttpMethod.valueOf(method))
        .uri(url)
        .send(body == null ? Mono.empty() : ByteBufFlux.fromString(Mono.just(body)))
        .responseSingle(
            (response, bytes) ->
                bytes
                    .asString()
                    .defaultIfEmpty("")
                    .map(text -> response.status().code() + " " + text))
        .block();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    try {
      return call(client.responseTimeout(Duration.ofMillis(timeoutMillis)), method, url, body);
    } catch (RuntimeException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  @Override
  public void more(Scenario scenario) {
    scenario.span("POST", 200, 0);
    HttpClient second = HttpClient.create().protocol(HttpProtocol.H2C);
    scenario.print(call(second, "POST", scenario.url("/echo"), "streamed"));
  }
}
