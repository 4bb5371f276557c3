package dev.sonde.exporters.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An authority, a server for localhost and a client, made with keytool, as PEM files. */
public final class Certificates {

  private static final String PASSWORD = "changeit";

  private static @Nullable Certificates shared;

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** The same ones for all tests of a JVM, for they take long to make. */
  public static synchronized Certificates shared() throws Exception {
    if (shared == null) {
      Path directory = Files.createTempDirectory("sonde-certificates");
      directory.toFile().deleteOnExit();
      shared = in(directory);
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
    }
    return shared;
  }

  private static Certificates in(Path directory) throws Exception {
    Certificates made = new Certificates(directory);
    made.pair("ca", "RSA", "-ext", "bc:c");
    made.pem("ca");
    made.signed("server", "RSA", "san=dns:localhost,ip:127.0.0.1");
    made.signed("stranger", "RSA", "san=dns:elsewhere.example");
    made.signed("client", "EC", "eku=clientAuth");
    return made;
  }

  public String certificate(String name) {
    return directory.resolve(name + ".pem").toString();
  }

  public String key(String name) {
    return directory.resolve(name + ".key").toString();
  }

  private void signed(String name, String algorithm, String extension) throws Exception {
    pair(name, algorithm);
    keytool(name, "-certreq", "-file", path(name + ".csr"));
    keytool(
        "ca",
        "-gencert",
        "-infile",
        path(name + ".csr"),
        "-outfile",
        path(name + ".crt"),
        "-rfc",
        "-ext",
        extension);
    keytool(name, "-importcert", "-noprompt", "-file", certificate("ca"), "-alias", "authority");
    keytool(name, "-importcert", "-noprompt", "-file", path(name + ".crt"));
    pem(name);
  }

  private void pair(String name, String algorithm, String... more) throws Exception {
    String[] size = algorithm.equals("RSA") ? new String[] {"-keysize", "2048"} : new String[0];
    String[] common = {
      "-genkeypair", "-keyalg", algorithm, "-dname", "CN=" + name, "-validity", "2"
    };
    keytool(name, Stream.of(common, size, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void pem(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(directory.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    StringBuilder chain = new StringBuilder("a line that is no PEM\n");
    for (var certificate : store.getCertificateChain(name)) {
      chain.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(directory.resolve(name + ".pem"), chain, US_ASCII);
    PrivateKey key = (PrivateKey) store.getKey(name, PASSWORD.toCharArray());
    Files.writeString(
        directory.resolve(name + ".key"), block("PRIVATE KEY", key.getEncoded()), US_ASCII);
  }

  static String block(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private String path(String file) {
    return directory.resolve(file).toString();
  }

  private void keytool(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                path(name + ".p12"),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(List.of(arguments));
    if (!command.contains("-alias")) {
      command.addAll(List.of("-alias", name));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command) + Files.readString(directory.resolve("keytool.log")));
    }
  }
}
