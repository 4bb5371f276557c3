package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The application of the module {@code app-redis}, and the versions of the clients it has. */
final class RedisApp {

  private RedisApp() {}

  /** With one server. */
  static Launch launch(Jdk jdk, DatabaseServer redis) {
    return Launch.java(
        jdk,
        "-jar",
        module().resolve("app.jar").toString(),
        "127.0.0.1",
        Integer.toString(redis.port()));
  }

  /** With one server and a cluster. */
  static Launch launch(Jdk jdk, DatabaseServer redis, RedisCluster cluster) {
    return launch(jdk, redis).arguments(cluster.addresses());
  }

  private static Path module() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, "app-redis", "target").toAbsolutePath().normalize();
  }

  /** The versions of a client, the newest one last. */
  static List<String> versions(String client) throws IOException {
    try (Stream<Path> jars = Files.list(module().resolve(client))) {
      List<String> versions =
          jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
              .sorted()
              .toList();
      assertThat(versions).hasSizeGreaterThanOrEqualTo(5);
      return versions;
    }
  }

  static String newest(String client) throws IOException {
    List<String> versions = versions(client);
    return versions.get(versions.size() - 1);
  }

  /** What a scenario prints. */
  static List<String> output(ChildJvm app, String path) throws Exception {
    HttpResponse<String> answer = app.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }
}
