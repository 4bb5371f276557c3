package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.metrics.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** What is served under which path. Everything else is not found. */
final class Site {

  private static final String HEALTHY = "/-/healthy";
  private static final String READY = "/-/ready";

  private final String path;
  private final Credentials credentials;
  private final Registry registry;
  private final TargetInfo target;
  private final ScrapeMetrics metrics;
  private final Families text = new Families(Format.TEXT);
  private final Families openMetrics = new Families(Format.OPENMETRICS);
  private final Semaphore turns = new Semaphore(Limits.MOST_SCRAPES);
  private final long mostMillis;
  private volatile boolean ready;

  Site(String path, Credentials credentials, Registry registry, TargetInfo target, Limits limits) {
    this.path = path.startsWith("/") ? path : "/" + path;
    this.credentials = credentials;
    this.registry = registry;
    this.target = target;
    this.mostMillis = limits.writeMillis;
    this.metrics = new ScrapeMetrics(registry);
  }

  String path() {
    return path;
  }

  ScrapeMetrics metrics() {
    return metrics;
  }

  void ready() {
    ready = true;
  }

  void answer(Request request, OutputStream out) throws IOException {
    String asked = request.path();
    boolean scrape = asked.equals(path);
    if (!scrape && !asked.equals(HEALTHY) && !asked.equals(READY)) {
      Response.send(out, request, "404 Not Found", "");
    } else if (!request.isHead() && !request.method().equals("GET")) {
      Response.send(out, request, "405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    } else if (!scrape) {
      boolean fine = asked.equals(HEALTHY) || ready;
      Response.send(out, request, fine ? Response.OK : Response.UNAVAILABLE, "");
    } else if (!credentials.accept(request.header("authorization"))) {
      String challenge = "WWW-Authenticate: " + credentials.challenge() + "\r\n";
      Response.send(out, request, "401 Unauthorized", challenge);
    } else {
      scrape(request, out);
    }
  }

  private void scrape(Request request, OutputStream out) throws IOException {
    Format format = Negotiation.format(request.header("accept"));
    boolean compressed = Negotiation.gzip(request.header("accept-encoding"));
    String headers =
        "Content-Type: " + format.contentType() + "\r\nVary: Accept, Accept-Encoding\r\n";
    if (compressed) {
      headers += "Content-Encoding: gzip\r\n";
    }
    String head = Response.head(Response.OK, headers);
    if (request.isHead()) {
      out.write(new Bytes(256).put(head).put("\r\n").toArray());
      return;
    }
    Turn turn = new Turn(turns, mostMillis, out);
    if (!turn.begin()) {
      metrics.failed(format, ScrapeMetrics.Failure.BUSY);
      Response.send(out, request, Response.UNAVAILABLE, "");
      return;
    }
    try {
      ResponseBody body = new ResponseBody(turn, head, request.chunksUnderstood());
      send(request, format, compressed, body);
    } finally {
      turn.end();
    }
  }

  private void send(Request request, Format format, boolean compressed, ResponseBody body)
      throws IOException {
    ScrapeMetrics.Failure failure = ScrapeMetrics.Failure.INTERNAL;
    long start = System.nanoTime();
    try {
      long size = render(request, format, compressed, body);
      body.finish();
      metrics.served(format, System.nanoTime() - start - body.waitedNanos(), size);
      failure = null;
    } catch (IOException e) {
      failure = ScrapeMetrics.Failure.IO;
      throw e;
    } finally {
      if (failure != null) {
        metrics.failed(format, failure);
      }
    }
  }

  private long render(Request request, Format format, boolean compressed, ResponseBody body)
      throws IOException {
    Families families = format == Format.TEXT ? text : openMetrics;
    Gzip gzip = compressed ? new Gzip(body) : null;
    try {
      OutputStream to = gzip == null ? body : gzip;
      Exposition exposition = new Exposition(families, NameFilter.names(request.query()), to);
      exposition.render(registry, target);
      if (gzip != null) {
        gzip.finish();
      }
      return exposition.size();
    } finally {
      if (gzip != null) {
        gzip.release();
      }
    }
  }
}
