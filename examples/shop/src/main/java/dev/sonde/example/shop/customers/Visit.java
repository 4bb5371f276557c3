package dev.sonde.example.shop.customers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What one customer does in the shop. */
final class Visit {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CUSTOMERS = 50;
  private static final int PRODUCTS = 500;
  private static final int BROKEN = 13;
  private static final int BROKEN_EVERY = 25;
  private static final int GONE = 100;
  private static final String NOTE_TOO_LONG = "please+put+it+behind+the+green+door+of+the+barn";
  private static final String NO_PATTERN = "lamp%28";
  private static final int TRIES = 5;
  private static final String[] WORDS = {"lamp", "chair", "kettle", "clock", "basket"};

  private final HttpClient client;
  private final String shop;
  private final SentRequests sent;
  private final ThreadLocalRandom random = ThreadLocalRandom.current();

  Visit(HttpClient client, String shop, SentRequests sent) {
    this.client = client;
    this.shop = shop;
    this.sent = sent;
  }

  void of(Behaviour behaviour) throws InterruptedException {
    try {
      switch (behaviour) {
        case NORMAL -> lookAroundAndBuy();
        case SLOW -> buy(goodProduct(), "&pay=invoice");
        case FAILING -> fail();
        case N_PLUS_ONE -> send("GET", "/history", "?view=detailed&customer=" + customer());
      }
    } catch (IOException e) {
      sent.lost();
    }
  }

  private void lookAroundAndBuy() throws IOException, InterruptedException {
    send("GET", "/", "");
    send("GET", "/products", "?q=" + WORDS[random.nextInt(WORDS.length)]);
    for (int i = 0; i < 2; i++) {
      // Most look at the same few; some ask for what there is no more.
      int id = random.nextInt(4) > 0 ? 1 + random.nextInt(20) : 1 + random.nextInt(PRODUCTS + GONE);
      send("GET", "/products/*", Integer.toString(id));
      send("GET", "/pictures/*", Integer.toString(id));
    }
    buy(goodProduct(), "");
    send("GET", "/history", "?customer=" + customer());
  }

  private void fail() throws IOException, InterruptedException {
    switch (random.nextInt(4)) {
      case 0 -> buy(random.nextInt(PRODUCTS / BROKEN_EVERY) * BROKEN_EVERY + BROKEN, "");
      case 1 -> buy(goodProduct(), "&note=" + NOTE_TOO_LONG);
      case 2 -> {
        for (int i = 0; i < TRIES; i++) {
          send("GET", "/products", "?q=" + NO_PATTERN);
        }
      }
      default -> send("GET", "/pictures/*", goodProduct() + "?size=print");
    }
  }

  private void buy(int product, String how) throws IOException, InterruptedException {
    String cart = send("POST", "/cart", "").replaceAll("\\D", "");
    send("POST", "/cart", "?cart=" + cart + "&product=" + product);
    send("POST", "/checkout", "?cart=" + cart + "&customer=" + customer() + how);
  }

  private int goodProduct() {
    int product = 1 + random.nextInt(PRODUCTS);
    return product % BROKEN_EVERY == BROKEN ? product + 1 : product;
  }

  private int customer() {
    return 1 + random.nextInt(CUSTOMERS);
  }

  /** What follows the route's star, or its query, is {@code rest}. */
  private String send(String method, String route, String rest)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop + route.replace("*", "") + rest))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    sent.answered(method, route, response.statusCode());
    return response.body();
  }
}
