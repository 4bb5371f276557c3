package dev.sonde.smoke.http.reactor;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.OddServer;
import dev.sonde.smoke.http.Scenario;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The client of Reactor Netty. */
public final class ReactorClient implements Client {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.create().followRedirect(true);

  public ReactorClient() {}

  private static Mono<String> ask(HttpClient client, String method, String url, String body) {
    return client
        .request(HttpMethod.valueOf(method))
        .uri(url)
        .send(body == null ? Mono.empty() : ByteBufFlux.fromString(Mono.just(body)))
        .responseSingle(
            (response, bytes) ->
                bytes
                    .asString()
                    .defaultIfEmpty("")
                    .map(text -> response.status().code() + " " + text));
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    try {
      return ask(client.responseTimeout(Duration.ofMillis(timeoutMillis)), method, url, body)
          .block(LONG);
    } catch (RuntimeException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  @Override
  public long drain(String url) {
    return client
        .get()
        .uri(url)
        .responseContent()
        .map(bytes -> (long) bytes.readableBytes())
        .reduce(0L, Long::sum)
        .block();
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    if (isOne()) {
      scenario.span("POST", 200, 0);
      HttpClient second = HttpClient.create().protocol(HttpProtocol.H2C);
      scenario.print(ask(second, "POST", scenario.url("/echo"), "streamed").block(LONG));
    }
    chains(scenario);
    suppliesAddresses(scenario);
    cancels(scenario);
    opensNoWebSocket(scenario);
    throwsItself(scenario);
    readsNonsense(scenario);
  }

  /** Whether it is a version that has HTTP/2. */
  private static boolean isOne() {
    try {
      Class.forName("reactor.netty.http.client.HttpClientConfig");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What is asked when there is an answer, in whichever thread that is. */
  private void chains(Scenario scenario) {
    String url = scenario.url("/ok");
    for (int i = 0; i < 3; i++) {
      scenario.span("GET", 200, 0);
    }
    scenario.print(
        ask(client, "GET", url, null)
            .flatMap(first -> ask(client, "GET", url, null))
            .publishOn(Schedulers.parallel())
            .flatMap(second -> ask(client, "GET", url, null))
            .block(LONG));
    scenario.span("GET", 404, 0);
    scenario.span("GET", 200, 0);
    scenario.print(
        client
            .get()
            .uri(scenario.url("/status/404"))
            .response()
            .flatMap(
                response -> Mono.<String>error(new IllegalStateException("" + response.status())))
            .onErrorResume(e -> ask(client, "GET", url, null))
            .block(LONG));
    scenario.span("GET", 200, 0);
    scenario.span("GET", 200, 0);
    scenario.print(
        Flux.just(url, url)
            .flatMap(
                each -> ask(client, "GET", each, null).subscribeOn(Schedulers.boundedElastic()))
            .count()
            .block(LONG)
            .toString());
  }

  /** Each address that the application gives is used; it is asked as often as without an agent. */
  private static void suppliesAddresses(Scenario scenario) {
    URI url = URI.create(scenario.url("/ok"));
    AtomicInteger asked = new AtomicInteger();
    HttpClient client =
        HttpClient.create(ConnectionProvider.newConnection())
            .remoteAddress(
                () -> {
                  asked.incrementAndGet();
                  return InetSocketAddress.createUnresolved(url.getHost(), url.getPort());
                });
    scenario.span("GET", 200, 0);
    scenario.print(ask(client, "GET", url.getPath(), null).block(LONG) + " asked " + asked);
  }

  private void cancels(Scenario scenario) throws Exception {
    try (OddServer server = new OddServer()) {
      String silent = "http://127.0.0.1:" + server.port() + "/silent";
      scenario.cancelled("GET");
      Disposable waiting = ask(client, "GET", silent, null).subscribe();
      while (server.requests() == 0) {
        Thread.sleep(1);
      }
      waiting.dispose();
      scenario.cancelled("POST");
      try {
        ask(client, "POST", silent, "body").timeout(Duration.ofMillis(200)).block(LONG);
      } catch (RuntimeException e) {
        scenario.print(e.getClass().getName() + e.getCause());
      }
      // One connection: who waits for it and goes sends nothing.
      ConnectionProvider one = ConnectionProvider.create("one", 1);
      HttpClient narrow = HttpClient.create(one);
      int before = server.requests();
      scenario.cancelled("GET");
      Disposable first = ask(narrow, "GET", silent, null).subscribe();
      while (server.requests() == before) {
        Thread.sleep(1);
      }
      ask(narrow, "GET", silent, null).subscribe().dispose();
      first.dispose();
      one.disposeLater().block(LONG);
    }
  }

  private void opensNoWebSocket(Scenario scenario) {
    scenario.span("GET", 200, 0);
    try {
      client
          .websocket()
          .uri(scenario.url("/ok").replace("http:", "ws:"))
          .handle((in, out) -> in.receive().then())
          .blockLast(LONG);
    } catch (RuntimeException e) {
      scenario.print(e.getClass().getName());
    }
  }

  private void throwsItself(Scenario scenario) {
    try {
      client
          .post()
          .uri(scenario.url("/echo"))
          .send(
              (request, out) -> {
                throw new IllegalStateException("the application's own");
              })
          .response()
          .block(LONG);
    } catch (RuntimeException e) {
      scenario.print(e.getMessage());
    }
  }

  private void readsNonsense(Scenario scenario) throws Exception {
    try (OddServer server = new OddServer()) {
      scenario.failed("GET", 0);
      try {
        ask(client, "GET", "http://127.0.0.1:" + server.port() + "/nonsense", null).block(LONG);
      } catch (RuntimeException e) {
        scenario.print(e.getClass().getName());
      }
    }
  }
}
