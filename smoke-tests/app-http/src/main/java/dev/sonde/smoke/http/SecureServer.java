package dev.sonde.smoke.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** Serves https with the key that the JVM was given, and tells how often it was asked. */
final class SecureServer implements HttpHandler {

  private final HttpsServer server;

  private SecureServer(HttpsServer server) {
    this.server = server;
  }

  static SecureServer start() throws Exception {
    InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    SecureServer secure = new SecureServer(HttpsServer.create(local, 0));
    secure.server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
    secure.server.createContext("/", secure);
    secure.server.start();
    return secure;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] answer = "secure".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
