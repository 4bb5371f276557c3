package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The application that uses S3, and the server that it talks to. */
final class S3Calls {

  private static final Duration A_CLIENT = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private S3Calls() {}

  static ChildJvm startServer() throws Exception {
    return Launch.java(Jdk.own(), "-jar", app("server-s3")).withoutAgent().start();
  }

  static Launch launch(Jdk jdk, ChildJvm server) {
    return Launch.java(jdk, "-jar", app("app-s3"))
        .set("s3.endpoint", "http://127.0.0.1:" + server.port());
  }

  /** The same with an SDK that adds no checksums, which it would not do to all that it sends. */
  static Launch launchWithoutChecksums(Jdk jdk, ChildJvm server) {
    return launch(jdk, server)
        .jvm("-Daws.requestChecksumCalculation=when_required")
        .jvm("-Daws.responseChecksumValidation=when_required");
  }

  /** What a part of the scenario prints. */
  static List<String> get(ChildJvm app, String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + app.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(A_CLIENT);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s\n%s", path, response.body()).isEqualTo(200);
    return response.body().lines().toList();
  }

  private static String app(String module) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, module, "target", "app.jar").toAbsolutePath().normalize().toString();
  }
}
