package dev.sonde.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A kind of request to the site, sent in a trace of its own by which its spans are found. */
record ComparedRequest(String name, Sender sender) {

  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final String CLOSE = "Connection: close";
  private static final String HOST = "Host: localhost";

  /** How a request is sent, in a trace, to a port. */
  private interface Sender {
    void send(int port, String traceparent) throws IOException, InterruptedException;
  }

  static final List<ComparedRequest> ALL =
      Stream.concat(
              Stream.of(
                  get("plain", "/hello"),
                  get("query", "/api/users/42?page=2&sig=s3cret"),
                  get("extension mapping", "/orders/list.do"),
                  get("other context", "/context/hello"),
                  get("no mapping", "/nothing/here"),
                  get("session in path", "/hello;jsessionid=0123456789ABCDEF"),
                  get("encoded path", "/api/caf%C3%A9%20au%20lait"),
                  get("bad path", "/a%zz"),
                  get("filters", "/chain"),
                  get("forward", "/forward"),
                  get("include", "/include"),
                  get("no content", "/status?code=204"),
                  get("client error", "/status?code=404"),
                  get("server error", "/status?code=503"),
                  get("redirect", "/redirect"),
                  get("sendError 403", "/sendError?code=403"),
                  get("sendError 500", "/sendError?code=500"),
                  get("error page", "/sendError?code=410"),
                  get("exception", "/throw"),
                  get("exception with error page", "/fail"),
                  get("chunked response", "/bytes?count=5000"),
                  get("user agent", "/hello", "User-Agent: Example/1.0"),
                  get("crawler", "/hello", "User-Agent: Googlebot/2.1"),
                  get("captured header", "/hello", "X-Tenant: one", "X-Tenant: two"),
                  get(
                      "X-Forwarded",
                      "/hello",
                      "X-Forwarded-For: 192.0.2.7, 10.0.0.1",
                      "X-Forwarded-Proto: https",
                      "X-Forwarded-Host: shop.example:8443"),
                  get(
                      "Forwarded",
                      "/hello",
                      "Forwarded: for=\"[2001:db8::7]:4711\";proto=https;host=shop.example"),
                  request("HTTP/1.0", "", "GET /hello HTTP/1.0"),
                  request("no Host", "", "GET /hello HTTP/1.1", CLOSE),
                  request(
                      "absolute target",
                      "",
                      "GET http://shop.example:81/hello HTTP/1.1",
                      "Host: shop.example:81",
                      CLOSE),
                  request("HEAD", "", "HEAD /hello HTTP/1.1", HOST, CLOSE),
                  request("OPTIONS", "", "OPTIONS /hello HTTP/1.1", HOST, CLOSE),
                  request("unknown method", "", "BREW /hello HTTP/1.1", HOST, CLOSE),
                  request("body", "12345", "POST /echo HTTP/1.1", HOST, "Content-Length: 5", CLOSE),
                  request(
                      "chunked body",
                      "5\r\n12345\r\n0\r\n\r\n",
                      "POST /echo HTTP/1.1",
                      HOST,
                      "Transfer-Encoding: chunked",
                      CLOSE),
                  request(
                      "async echo",
                      "12345",
                      "POST /async/echo HTTP/1.1",
                      HOST,
                      "Content-Length: 5",
                      CLOSE),
                  request(
                      "upgrade",
                      "",
                      "GET /upgrade HTTP/1.1",
                      HOST,
                      "Connection: Upgrade",
                      "Upgrade: greeting"),
                  brokenOff("client gone", "/endless"),
                  new ComparedRequest("HTTP/2", ComparedRequest::overHttp2)),
              Stream.of(
                      "complete",
                      "pool",
                      "at-once",
                      "start",
                      "dispatch",
                      "dispatch-back",
                      "dispatch-to-error",
                      "throw",
                      "send-error",
                      "timeout",
                      "timeout-with-listener")
                  .map(each -> get("async " + each, "/async/" + each)))
          .toList();

  private static ComparedRequest get(String name, String target, String... headers) {
    String[] lines =
        Stream.concat(Stream.of("GET " + target + " HTTP/1.1", HOST, CLOSE), Stream.of(headers))
            .toArray(String[]::new);
    return request(name, "", lines);
  }

  /** A request whose answer is read to its end. */
  private static ComparedRequest request(String name, String body, String... lines) {
    return new ComparedRequest(
        name, (port, traceparent) -> exchange(port, traceparent, body, lines, Integer.MAX_VALUE));
  }

  /** A request whose client is gone as soon as the answer has begun. */
  private static ComparedRequest brokenOff(String name, String target) {
    String[] lines = {"GET " + target + " HTTP/1.1", HOST};
    return new ComparedRequest(
        name, (port, traceparent) -> exchange(port, traceparent, "", lines, 1));
  }

  private static void exchange(
      int port, String traceparent, String body, String[] lines, int mostBytesRead)
      throws IOException {
    String head = String.join("\r\n", lines) + "\r\ntraceparent: " + traceparent + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TO_ANSWER.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      in.readNBytes(mostBytesRead);
    }
  }

  private static void overHttp2(int port, String traceparent)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hello"))
            .timeout(TO_ANSWER)
            .header("traceparent", traceparent)
            .build();
    HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .build()
        .send(request, BodyHandlers.discarding());
  }

  String traceId() {
    return String.format("%032x", ALL.indexOf(this) + 1);
  }

  void send(int port) throws IOException, InterruptedException {
    sender.send(port, "00-" + traceId() + "-00000000000000aa-01");
  }
}
