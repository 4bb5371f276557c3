package dev.sonde.exporters.prometheus;

import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** An endpoint that runs on a free port of the loopback interface, and clients for it. */
final class Served implements AutoCloseable {

  /** Short where a test waits for it to pass, long where it must not. */
  static final Limits PATIENT = new Limits(20_000, 20_000, 50, 200);

  static final Limits HASTY = new Limits(400, 800, 50, 200);

  final SelfStats stats;
  final Registry registry;
  final Endpoint endpoint;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  Served(Path directory, Limits limits, String... properties) {
    this(directory, limits, new SelfStats(), null, properties);
  }

  /**
   * @param threads null for those that the endpoint has of itself
   */
  Served(
      Path directory,
      Limits limits,
      SelfStats stats,
      @Nullable ThreadFactory threads,
      String... properties) {
    this.stats = stats;
    registry = new Registry(50_000, stats);
    log = directory.resolve("sonde.log");
    Map<String, String> map = new HashMap<>();
    map.put("sonde.prometheus.port", "0");
    map.put("sonde.prometheus.host", "127.0.0.1");
    map.put("sonde.log.file", log.toString());
    map.put("sonde.log.level", "info");
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    Config config = Config.of(map, Map.of(), null);
    Log.configure(config);
    Resource resource = new Resource(Map.of("service.name", "shop"));
    ThreadFactory factory = threads == null ? new Threads("sonde-scrape", stats) : threads;
    endpoint = new Endpoint(config, registry, resource, stats, limits, factory);
    endpoint.start();
  }

  int port() {
    String address = endpoint.address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.indexOf('/')));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends bytes as they are and returns everything that comes back. */
  String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    return client.send(
        request(method, path, headers), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> getBytes(String path, String... headers) throws Exception {
    return client.send(request("GET", path, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("a body that nobody reads")
                    : HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  static String unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<String> log() throws IOException {
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  @Override
  public void close() {
    endpoint.stop();
    Log.configure(Config.of(Map.of(), Map.of(), null));
  }
}
