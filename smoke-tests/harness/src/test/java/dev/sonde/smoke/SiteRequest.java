package dev.sonde.smoke;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to the site, and what is known of it.
 *
 * <pre>{@code
 * SiteRequest.get("/api/users/42?page=2").route("/api/*").answers(200)
 * }</pre>
 */
final class SiteRequest {

  private final String method;
  private final String target;
  private final List<String> headers = new ArrayList<>();
  private String version = "1.1";
  private String host = "localhost:1234";
  private String body = "";
  private int status = 200;
  private @Nullable String route;
  private @Nullable String error;
  private long requestBytes = -1;
  private Set<String> places = Set.of();

  private SiteRequest(String method, String target) {
    this.method = method;
    this.target = target;
  }

  static SiteRequest of(String method, String target) {
    return new SiteRequest(method, target);
  }

  /** A request for a path that is its own route. */
  static SiteRequest get(String path) {
    return new SiteRequest("GET", path).route(path.replaceFirst("\\?.*", ""));
  }

  SiteRequest version(String text) {
    version = text;
    return this;
  }

  /** The {@code Host}, or none. */
  SiteRequest host(String text) {
    host = text;
    return this;
  }

  SiteRequest header(String line) {
    headers.add(line);
    return this;
  }

  /** A body whose length is told. */
  SiteRequest body(int length) {
    body = "b".repeat(length);
    requestBytes = length;
    return header("Content-Length: " + length);
  }

  /** A body whose length is not told, in pieces. */
  SiteRequest chunked(int pieces, int length) {
    String chunk = Integer.toHexString(length) + "\r\n" + "c".repeat(length) + "\r\n";
    body = chunk.repeat(pieces) + "0\r\n\r\n";
    requestBytes = (long) pieces * length;
    return header("Transfer-Encoding: chunked");
  }

  SiteRequest answers(int expected) {
    status = expected;
    error = expected >= 500 ? Integer.toString(expected) : null;
    return this;
  }

  SiteRequest route(@Nullable String expected) {
    route = expected;
    return this;
  }

  SiteRequest fails(Class<? extends Throwable> expected) {
    return fails(expected.getName());
  }

  SiteRequest fails(String expected) {
    error = expected;
    return this;
  }

  /** Where the application looks at its context. */
  SiteRequest seen(String... expected) {
    places = new TreeSet<>(List.of(expected));
    return this;
  }

  int status() {
    return status;
  }

  @Nullable String route() {
    return route;
  }

  long requestBytes() {
    return requestBytes;
  }

  Set<String> places() {
    return places;
  }

  @Nullable String error() {
    return error;
  }

  boolean isFailedByException() {
    return error != null && !error.equals(Integer.toString(status));
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  /** The bytes of the request, for a connection of its own. */
  String bytes(String traceparent) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" HTTP/").append(version).append("\r\n");
    if (!host.isEmpty()) {
      text.append("Host: ").append(host).append("\r\n");
    }
    text.append("traceparent: ").append(traceparent).append("\r\nUser-Agent: scenario\r\n");
    headers.forEach(line -> text.append(line).append("\r\n"));
    if (headers.stream().noneMatch(line -> line.startsWith("Connection:"))) {
      text.append("Connection: close\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  String spanName() {
    return route == null ? method : method + ' ' + route;
  }

  /** The labels of its measurement of the duration. */
  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    labels.put("http_request_method", method);
    labels.put("url_scheme", "http");
    labels.put("network_protocol_version", version);
    labels.put("http_response_status_code", Integer.toString(status));
    if (route != null) {
      labels.put("http_route", route);
    }
    if (error != null) {
      labels.put("error_type", error);
    }
    return labels;
  }

  boolean hasHost() {
    return !host.isEmpty();
  }

  /** The attributes of its span, but for the port of the client and what stands for no host. */
  Map<String, Object> attributes() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("http.request.method", method);
    attributes.put("http.response.status_code", (long) status);
    attributes.put("url.scheme", "http");
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    attributes.put("url.path", path);
    if (query >= 0) {
      attributes.put("url.query", target.substring(query + 1));
    }
    attributes.put("network.protocol.version", version);
    if (!host.isEmpty()) {
      int colon = host.indexOf(':');
      attributes.put("server.address", colon < 0 ? host : host.substring(0, colon));
      attributes.put("server.port", colon < 0 ? 80L : Long.parseLong(host.substring(colon + 1)));
    }
    attributes.put("client.address", "127.0.0.1");
    attributes.put("network.peer.address", "127.0.0.1");
    attributes.put("user_agent.original", "scenario");
    if (route != null) {
      attributes.put("http.route", route);
    } else {
      attributes.put("url.template", path);
    }
    if (error != null) {
      attributes.put("error.type", error);
    }
    return attributes;
  }

  @Override
  public String toString() {
    return method + ' ' + target + ' ' + headers;
  }
}
