package dev.sonde.exporters.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {

  @TempDir static Path directory;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.shared();
  }

  private static ScriptedServer server(String name, boolean wantsClient) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(Pem.keyStore(certificates.certificate(name), certificates.key(name)), new char[0]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(Pem.trustStore(certificates.certificate("ca")));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(wantsClient);
    return new ScriptedServer(
        socket,
        (number, connected) -> {
          while (connected.request() != null) {
            connected.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

  private static int post(int port, TlsFiles files) throws Exception {
    Address address = Address.parse("https://127.0.0.1:" + port + "/");
    HttpClient client = new HttpClient(new Connector(address, files));
    int status = 0;
    for (int i = 0; i < 2; i++) {
      status = client.post(Map.of(), new byte[100_000], 100_000, Deadline.in(20_000)).status();
    }
    client.close();
    return status;
  }

  private static TlsFiles trusting() {
    return new TlsFiles(certificates.certificate("ca"), "", "");
  }

  @Test
  void aServerIsTrustedByTheGivenCertificates() throws Exception {
    try (ScriptedServer server = server("server", false)) {
      assertThat(post(server.port(), trusting())).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void theJvmsListDoesNotTrustIt() throws Exception {
    try (ScriptedServer server = server("server", false)) {
      assertThatThrownBy(() -> post(server.port(), TlsFiles.NONE)).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    try (ScriptedServer server = server("stranger", false)) {
      assertThatThrownBy(() -> post(server.port(), trusting()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void theClientShowsItsCertificate() throws Exception {
    try (ScriptedServer server = server("server", true)) {
      TlsFiles files =
          new TlsFiles(
              certificates.certificate("ca"),
              certificates.certificate("client"),
              certificates.key("client"));
      assertThat(post(server.port(), files)).isEqualTo(200);
    }
  }

  @Test
  void withoutItsCertificateTheClientIsRefused() throws Exception {
    try (ScriptedServer server = server("server", true)) {
      assertThatThrownBy(() -> post(server.port(), trusting())).isInstanceOf(Exception.class);
    }
  }

  @Test
  void renewedFilesAreReadAfterAFailure() throws Exception {
    Path trusted = directory.resolve("renewed.pem");
    Files.copy(Path.of(certificates.certificate("client")), trusted);
    String self = Files.readString(trusted);
    Files.writeString(trusted, self.substring(0, self.indexOf("-----END") + 26));
    try (ScriptedServer server = server("server", false)) {
      Address address = Address.parse("https://127.0.0.1:" + server.port() + "/");
      HttpClient client =
          new HttpClient(new Connector(address, new TlsFiles(trusted.toString(), "", "")));
      assertThatThrownBy(() -> client.post(Map.of(), new byte[0], 0, Deadline.in(20_000)))
          .isInstanceOf(SSLException.class);
      Files.copy(
          Path.of(certificates.certificate("ca")),
          trusted,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertThat(client.post(Map.of(), new byte[0], 0, Deadline.in(20_000)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aHandshakeThatTricklesCantOutlastTheDeadline() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (number, connected) -> {
              connected.out.write(new byte[] {22, 3, 3, 63, 0});
              while (true) {
                connected.out.write(2);
                connected.out.flush();
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
              }
            })) {
      Address address = Address.parse("https://127.0.0.1:" + server.port() + "/");
      HttpClient client = new HttpClient(new Connector(address, trusting()));
      long start = System.nanoTime();
      assertThatThrownBy(() -> client.post(Map.of(), new byte[0], 0, Deadline.in(500)))
          .isInstanceOfAny(SocketTimeoutException.class, SSLException.class);
      assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
    }
  }

  @Test
  void anRsaKeyMayBePkcs1() throws Exception {
    byte[] pkcs8 = Pem.privateKey(certificates.key("server")).getEncoded();
    byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    Path file = directory.resolve("pkcs1.key");
    Files.writeString(file, Certificates.block("RSA PRIVATE KEY", pkcs1));
    assertThat(Pem.privateKey(file.toString()).getEncoded()).isEqualTo(pkcs8);
  }

  @Test
  void aFileWithoutKeyOrCertificateIsNamed() throws Exception {
    Path file = directory.resolve("empty.pem");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> Pem.privateKey(file.toString())).hasMessageContaining("empty.pem");
    assertThatThrownBy(() -> Pem.trustStore(file.toString())).hasMessageContaining("empty.pem");
    Files.writeString(file, Certificates.block("ENCRYPTED PRIVATE KEY", new byte[9]));
    assertThatThrownBy(() -> Pem.privateKey(file.toString())).hasMessageContaining("encrypted");
    assertThatThrownBy(() -> Pem.trustStore(directory.resolve("absent").toString()))
        .isInstanceOf(java.io.FileNotFoundException.class);
  }

  @Test
  void noTlsClassIsLoadedForAPlainAddress() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java, "-Xshare:off", "-verbose:class", "-cp", classPath, PlainPost.class.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isZero();
    assertThat(out).contains("dev.sonde.exporters.wire.Connector").doesNotContain("wire.Tls ");
    assertThat(out).doesNotContain("javax.net.ssl.SSLSocket");
  }

  /** Posts to a server of its own. */
  static final class PlainPost {
    private PlainPost() {}

    public static void main(String[] args) throws Exception {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread thread =
            new Thread(
                () -> {
                  try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
                  } catch (Exception e) {
                    System.exit(1);
                  }
                });
        thread.start();
        Address address = Address.parse("http://127.0.0.1:" + server.getLocalPort() + "/");
        HttpClient client = new HttpClient(new Connector(address, TlsFiles.NONE));
        client.post(Map.of(), new byte[0], 0, Deadline.in(10_000));
        client.close();
      }
    }
  }
}
