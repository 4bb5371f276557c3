package dev.sonde.smoke.app;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts Undertow with handlers of its own and no servlet; says what {@link TestApp} says. */
public final class HandlersApp {

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "site-pool");
            thread.setDaemon(true);
            return thread;
          });

  private HandlersApp() {}

  public static void main(String[] args) {
    HttpHandler handlers =
        Handlers.path()
            .addExactPath("/plain", exchange -> answer(exchange, "plain"))
            .addExactPath("/blocking", new BlockingHandler(HandlersApp::block))
            .addExactPath(
                "/dispatched", exchange -> exchange.dispatch(() -> answer(exchange, "dispatched")))
            .addExactPath(
                "/executor",
                exchange -> exchange.dispatch(POOL, () -> answer(exchange, "executor")))
            .addExactPath("/worker", HandlersApp::work)
            .addExactPath(
                "/throw",
                exchange -> {
                  throw new IllegalStateException("thrown by the application");
                })
            .addExactPath(
                "/leftovers",
                exchange -> exchange.getResponseSender().send(Leftovers.threads().toString()))
            .addPrefixPath(
                "/routed",
                Handlers.routing().get("/users/{id}", exchange -> answer(exchange, "routed")));
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setIoThreads(2)
            .setWorkerThreads(20)
            .setHandler(handlers)
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("BYE")));
    undertow.start();
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    System.out.println("READY " + address.getPort());
  }

  private static void answer(HttpServerExchange exchange, String place) {
    Seen.at(place);
    exchange.getResponseSender().send(place);
  }

  private static void block(HttpServerExchange exchange) throws Exception {
    Seen.at("blocking");
    InputStream in = exchange.getInputStream();
    OutputStream out = exchange.getOutputStream();
    byte[] piece = new byte[4096];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      out.write(piece, 0, length);
    }
  }

  /** Answers at once, while a task of its own runs in the worker. */
  private static void work(HttpServerExchange exchange) {
    exchange.getConnection().getWorker().execute(() -> Seen.at("worker"));
    exchange.getResponseSender().send("working");
  }
}
