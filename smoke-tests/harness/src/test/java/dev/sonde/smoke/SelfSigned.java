package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A key and its certificate for this machine, in a store that clients may trust in, too. */
record SelfSigned(Path store) {

  static final String PASSWORD = "hunter2-store";

  /** Makes them in a directory. */
  static SelfSigned in(Path directory) throws Exception {
    Path store = directory.resolve("keys.p12");
    Launch.Finished keytool =
        Launch.tool(
            Jdk.own(),
            Map.of(),
            "keytool",
            "-J-Dkeystore.pkcs12.legacy", // Java 8 has to read it.
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "server",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    assertThat(keytool.exit()).as("%s", keytool).isZero();
    return new SelfSigned(store);
  }

  private KeyStore load() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  String certificate() throws Exception {
    return pem("CERTIFICATE", load().getCertificate("server").getEncoded());
  }

  String key() throws Exception {
    return pem("PRIVATE KEY", load().getKey("server", PASSWORD.toCharArray()).getEncoded());
  }

  private static String pem(String what, byte[] content) {
    byte[] end = {'\n'};
    return ("-----BEGIN " + what + "-----\n")
        + Base64.getMimeEncoder(64, end).encodeToString(content)
        + ("\n-----END " + what + "-----\n");
  }

  /** Lets a program trust in it. */
  Launch trusted(Launch launch) {
    return launch
        .set("javax.net.ssl.trustStore", store.toString())
        .set("javax.net.ssl.trustStorePassword", PASSWORD)
        .set("javax.net.ssl.trustStoreType", "PKCS12");
  }
}
