package dev.sonde.smoke;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a receiver answers an export. */
interface OtlpAnswer {

  /** Success, with the empty message that stands for "all accepted". */
  OtlpAnswer WELL =
      exchange -> {
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
      };

  /** Success, says the status; the body is no protobuf. */
  OtlpAnswer GARBAGE =
      exchange -> {
        byte[] body =
            "<html>\u0000\u00ff not protobuf".repeat(1000).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      };

  /** Begins an answer and closes the connection before its end. */
  OtlpAnswer HALF =
      exchange -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
        throw new IOException("broken off, as was asked for");
      };

  static OtlpAnswer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static OtlpAnswer retryAfter(int status, int seconds) {
    return exchange -> {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Does not answer before the latch opens. */
  static OtlpAnswer slow(CountDownLatch latch) {
    return exchange -> {
      try {
        latch.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("broken off, as was asked for");
    };
  }

  void to(HttpExchange exchange) throws IOException;
}
