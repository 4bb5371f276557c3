package dev.sonde.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who look around and now and then buy something: a load of its own for the shop. */
final class Customers {

  private static final int VISITS_A_SECOND = 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Random random = new Random(42);
  private final String shop;

  Customers(int port) {
    shop = "http://localhost:" + port;
  }

  /** Sends customers from now on, for some seconds, in the background. */
  void send(int seconds) {
    ScheduledExecutorService door =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "customers");
              thread.setDaemon(true);
              return thread;
            });
    var visits =
        door.scheduleAtFixedRate(this::visit, 0, 1000 / VISITS_A_SECOND, TimeUnit.MILLISECONDS);
    var closing =
        door.schedule(
            () -> {
              visits.cancel(false);
              door.shutdown();
            },
            seconds,
            TimeUnit.SECONDS);
    if (closing.isCancelled()) {
      throw new IllegalStateException("the door is shut");
    }
  }

  private void visit() {
    try {
      request("GET", "/");
      request("GET", "/products?q=lamp");
      int product = 1 + random.nextInt(Database.PRODUCTS + 10);
      request("GET", "/products/" + product);
      String cart = request("POST", "/cart").trim();
      request("POST", "/cart?cart=" + cart + "&product=" + product);
      request("POST", "/checkout?cart=" + cart);
    } catch (IOException e) {
      System.err.println("A customer left: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String request(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
