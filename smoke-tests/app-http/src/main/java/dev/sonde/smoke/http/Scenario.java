package dev.sonde.smoke.http;

import java.io.PrintStream;

/**
 * What clients are used for, and what goes wrong. It prints what an application sees, and a ledger
 * of what an observer has to report: {@code SPAN method|status|resends}, where the status is {@code
 * failed} or {@code cancelled} when there is none.
 */
public final class Scenario {

  /** Nobody listens there. */
  private static final int NOBODYS_PORT = 47;

  private static final int LONG = 20_000;
  private static final int SHORT = 300;

  private final PrintStream out;
  private final Client client;
  private final String base;
  private final String secure;

  Scenario(PrintStream out, Client client, int port, int securePort) {
    this.out = out;
    this.client = client;
    this.secure = "https://127.0.0.1:" + securePort;
    this.base = "http://127.0.0.1:" + port + "/target";
  }

  void run() throws Exception {
    answers();
    redirects();
    failures();
    client.more(this);
  }

  private void answers() {
    ask("GET", "/ok?a=b", null, 200);
    ask("POST", "/echo", "some body", 200);
    ask("PUT", "/echo", "another body", 200);
    ask("DELETE", "/ok", null, 200);
    ask("HEAD", "/ok", null, 200);
    ask("GET", "/status/404", null, 404);
    ask("GET", "/status/500", null, 500);
    ask("GET", "/large", null, 200);
    span("GET", 200, 0);
    print("https", "GET", secure + "/", null, LONG);
    String secrets = base.replace("http://", "http://user:hunter2@") + "/ok?sig=hunter2&x=y";
    String seen = print("secrets", "GET", secrets, null, LONG);
    if (seen.startsWith("200 ")) {
      span("GET", 200, 0); // Some refuse to send it.
    } else if (seen.contains("UnknownHost")) {
      failed("GET", 0); // Or look for a host of that name.
    }
  }

  private void redirects() {
    span("GET", 302, 0);
    span("GET", 200, 1);
    print("redirect", "GET", base + "/redirect", null, LONG);
    int before = TargetServlet.loops();
    print("loop", "GET", base + "/loop", null, LONG);
    int loops = TargetServlet.loops() - before;
    for (int i = 0; i < loops; i++) {
      span("GET", 302, i);
    }
  }

  private void failures() throws Exception {
    for (int i = 0; i < client.connects(); i++) {
      failed("GET", i);
    }
    print("refused", "GET", "http://127.0.0.1:" + NOBODYS_PORT + "/", null, LONG);
    try (OddServer server = new OddServer()) {
      String odd = "http://127.0.0.1:" + server.port();
      failed("GET", 0);
      print("silent", "GET", odd + "/silent", null, SHORT);
      span("GET", 200, 0);
      print("short", "GET", odd + "/short", null, LONG);
      int before = server.requests();
      print("reset", "GET", odd + "/reset", null, LONG);
      for (int i = 0; i < server.requests() - before; i++) {
        span("GET", 200, i); // Some ask again.
      }
      before = server.requests();
      print("gone", "GET", odd + "/gone", null, LONG);
      int requests = client.repeatsInside() ? 1 : server.requests() - before;
      for (int i = 0; i < requests; i++) {
        failed("GET", i);
      }
    }
  }

  /** Asks for what is answered at once. */
  public void ask(String method, String path, String body, int status) {
    span(method, status, 0);
    print(method + ' ' + path, method, base + path, body, LONG);
  }

  public String url(String path) {
    return base + path;
  }

  public void print(String what) {
    out.println(what);
  }

  /** A request that is answered. */
  public void span(String method, int status, int resends) {
    out.println("SPAN " + method + '|' + status + '|' + resends);
  }

  /** A request that nobody wants to be answered any more. */
  public void cancelled(String method) {
    out.println("SPAN " + method + "|cancelled|0");
  }

  /** A request without an answer. */
  public void failed(String method, int resends) {
    out.println("SPAN " + method + "|failed|" + resends);
  }

  private String print(String what, String method, String url, String body, int timeout) {
    String seen;
    try {
      seen = client.call(method, url, body, timeout);
    } catch (Exception e) {
      seen = e.getClass().getName(); // Its causes differ from time to time.
    }
    out.println(what + ": " + (seen.length() > 200 ? seen.hashCode() + "" : seen));
    return seen;
  }
}
