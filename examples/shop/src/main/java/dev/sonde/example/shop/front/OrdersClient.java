package dev.sonde.example.shop.front;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Hands orders over to who keeps them. */
final class OrdersClient {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String orders;

  OrdersClient(int port) {
    orders = "http://127.0.0.1:" + port + "/orders";
  }

  String history(int customer, boolean detailed) throws IOException {
    String query = "?customer=" + customer + (detailed ? "&view=detailed" : "");
    return send(HttpRequest.newBuilder(URI.create(orders + query)));
  }

  String order(String json) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(orders))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IOException("the orders answer " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }
}
