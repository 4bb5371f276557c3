package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/** The application that sends HTTP requests to itself, with and without TLS. */
final class HttpClients {

  private static final String PASSWORD = "changeit";

  private HttpClients() {}

  /** Makes what the application's server proves itself with. */
  static Path makeKeys(Path directory) throws Exception {
    Path keys = directory.resolve("keys.p12");
    Launch.Finished keytool =
        Launch.tool(
            Jdk.own(),
            Map.of(),
            "keytool",
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD);
    assertThat(keytool.exit()).as("%s", keytool).isZero();
    return keys;
  }

  static Launch launch(Jdk jdk, Path keys) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path app = Path.of(apps, "app-http", "target", "app.jar");
    return Launch.java(jdk, "-jar", app.toAbsolutePath().normalize().toString())
        .set("javax.net.ssl.keyStore", keys.toString())
        .set("javax.net.ssl.keyStorePassword", PASSWORD)
        .set("javax.net.ssl.trustStore", keys.toString())
        .set("javax.net.ssl.trustStorePassword", PASSWORD);
  }
}
