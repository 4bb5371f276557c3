package dev.sonde.smoke.interop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What a test tells an application to do, by the path of a request. */
interface Control {

  /** Returns what came of it. */
  String run(String path) throws Exception;

  static void serve(Control control) throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext(
        "/",
        exchange -> {
          byte[] result =
              result(control, exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, result.length);
          exchange.getResponseBody().write(result);
          exchange.close();
        });
    http.start();
    System.out.println("READY " + http.getAddress().getPort());
  }

  private static String result(Control control, String path) {
    try {
      return control.run(path);
    } catch (Throwable e) {
      return e.toString();
    }
  }
}
