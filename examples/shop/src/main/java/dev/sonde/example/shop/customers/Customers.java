package dev.sonde.example.shop.customers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code Customers PORT SHOP_PORT VISITS_A_SECOND}: sends customers to the shop. What they are like
 * is switched at the port: {@code POST /slow}, {@code /failing} and {@code /n+1} send such ones
 * besides, {@code POST /normal} sends normal ones alone, {@code POST /pause} lets those who are
 * there finish and sends nobody. {@code GET /} tells who is sent, {@code GET /sent} what they have
 * asked for and what they got.
 */
public final class Customers {

  private static final int MOST_AT_ONCE = 40;

  private final SentRequests sent = new SentRequests();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Who finds no room goes away. */
  private final ThreadPoolExecutor visitors =
      new ThreadPoolExecutor(
          MOST_AT_ONCE,
          MOST_AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_AT_ONCE),
          new ThreadPoolExecutor.DiscardPolicy());

  private final String shop;
  private volatile Set<Behaviour> behaviours = EnumSet.of(Behaviour.NORMAL);

  private Customers(int shopPort) {
    shop = "http://127.0.0.1:" + shopPort;
  }

  public static void main(String[] args) throws Exception {
    Customers customers = new Customers(Integer.parseInt(args[1]));
    customers.listen(Integer.parseInt(args[0]));
    customers.send(Integer.parseInt(args[2]));
  }

  private void send(int visitsASecond) throws InterruptedException {
    while (true) {
      for (Behaviour behaviour : behaviours) {
        visitors.execute(() -> visit(behaviour));
      }
      TimeUnit.MILLISECONDS.sleep(1000 / visitsASecond);
    }
  }

  private void visit(Behaviour behaviour) {
    try {
      new Visit(client, shop, sent).of(behaviour);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = 200;
    if (exchange.getRequestMethod().equals("POST")) {
      status = become(path.substring(1)) ? 200 : 404;
    }
    byte[] body =
        (path.equals("/sent") ? sent.toString() : told()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String told() {
    Set<Behaviour> now = behaviours;
    return now.isEmpty()
        ? "nobody\n"
        : now.stream().map(behaviour -> behaviour.word).collect(Collectors.joining(", ", "", "\n"));
  }

  private boolean become(String word) {
    if (word.equals("pause")) {
      behaviours = EnumSet.noneOf(Behaviour.class);
      awaitNobody();
      return true;
    }
    Behaviour behaviour = Behaviour.of(word);
    if (behaviour == null) {
      return false;
    }
    Set<Behaviour> next = EnumSet.of(Behaviour.NORMAL, behaviour);
    if (behaviour != Behaviour.NORMAL) {
      next.addAll(behaviours);
    }
    behaviours = next;
    return true;
  }

  private void awaitNobody() {
    try {
      do {
        TimeUnit.MILLISECONDS.sleep(200);
      } while (visitors.getActiveCount() > 0 || !visitors.getQueue().isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
