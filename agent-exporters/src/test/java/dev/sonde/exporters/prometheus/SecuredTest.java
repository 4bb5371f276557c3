package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.Config;
import dev.sonde.exporters.wire.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint over TLS. */
class SecuredTest {

  private static Certificates certificates;

  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    certificates = Certificates.shared();
  }

  @Test
  void metricsAreServedOverTls() throws Exception {
    try (Served served = served("server", "server")) {
      EndpointTest.fill(served, 500);
      HttpResponse<String> response = get(served);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(response.body()).contains("target_info{service_name=\"shop\"} 1\n");
    }
  }

  @Test
  void whoDoesNotSpeakTlsGetsNothing() throws Exception {
    try (Served served = served("server", "server")) {
      assertThat(served.raw("GET /metrics HTTP/1.1\r\n\r\n")).doesNotContain("HTTP/1.1 200");
      assertThat(get(served).statusCode()).isEqualTo(200);
      assertThat(served.log()).isEmpty();
    }
  }

  @Test
  void aHandshakeThatStallsIsLetGo() throws Exception {
    try (Served served =
        new Served(
            directory,
            Served.HASTY,
            "sonde.prometheus.certificate",
            certificates.certificate("server"),
            "sonde.prometheus.key",
            certificates.key("server"))) {
      try (Socket silent = served.connect()) {
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(get(served).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRenewedCertificateIsTakenUp() throws Exception {
    Path certificate = directory.resolve("tls.pem");
    Path key = directory.resolve("tls.key");
    Files.copy(Path.of(certificates.certificate("stranger")), certificate);
    Files.copy(Path.of(certificates.key("stranger")), key);
    try (Served served =
        new Served(
            directory,
            Served.PATIENT,
            "sonde.prometheus.certificate",
            certificate.toString(),
            "sonde.prometheus.key",
            key.toString())) {
      assertThatThrownBy(() -> get(served)).isInstanceOf(SSLHandshakeException.class);

      Files.copy(
          Path.of(certificates.certificate("server")),
          certificate,
          StandardCopyOption.REPLACE_EXISTING);
      Files.copy(Path.of(certificates.key("server")), key, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(key, FileTime.fromMillis(1_000_000));
      assertThat(get(served).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sessionsAreFewAndShort() throws Exception {
    Tls tls =
        Tls.of(
            Config.of(
                Map.of(
                    "sonde.prometheus.certificate",
                    certificates.certificate("server"),
                    "sonde.prometheus.key",
                    certificates.key("server")),
                Map.of(),
                null));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SSLSocket client =
            (SSLSocket)
                trusting()
                    .getSocketFactory()
                    .createSocket(server.getInetAddress(), server.getLocalPort())) {
      SSLSocket accepted = (SSLSocket) tls.over(server.accept());
      Thread handshake =
          new Thread(
              () -> {
                try {
                  client.startHandshake();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      handshake.start();
      SSLSessionContext sessions = accepted.getSession().getSessionContext();
      handshake.join();
      assertThat(sessions.getSessionCacheSize()).isEqualTo(64);
      assertThat(sessions.getSessionTimeout()).isEqualTo(300);
      accepted.close();
    }
  }

  @Test
  void withBadFilesNothingIsServedAndOneLineSaysWhy() throws Exception {
    try (Served served =
        new Served(
            directory,
            Served.PATIENT,
            "sonde.prometheus.certificate",
            directory.resolve("none.pem").toString(),
            "sonde.prometheus.key",
            certificates.key("server"))) {
      assertNotServed(served, "none.pem");
    }
    Files.delete(directory.resolve("sonde.log"));
    try (Served served = served("server", "client")) {
      assertNotServed(served, "the key is not that of the certificate");
    }
    Files.delete(directory.resolve("sonde.log"));
    try (Served served =
        new Served(directory, Served.PATIENT, "sonde.prometheus.key", certificates.key("server"))) {
      assertNotServed(served, "sonde.prometheus.certificate");
    }
  }

  private static void assertNotServed(Served served, String reason) throws IOException {
    assertThat(served.endpoint.address()).isNull();
    assertThat(Served.threads("sonde-metrics")).isZero();
    assertThat(served.log()).hasSize(1).first().asString().contains(" WARN ", reason);
  }

  private Served served(String certificate, String key) {
    return new Served(
        directory,
        Served.PATIENT,
        "sonde.prometheus.certificate",
        certificates.certificate(certificate),
        "sonde.prometheus.key",
        certificates.key(key));
  }

  private static SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(Path.of(certificates.certificate("ca")))) {
      in.skipNBytes(Files.readString(Path.of(certificates.certificate("ca"))).indexOf("-----"));
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> get(Served served) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(trusting())
        .build()
        .send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + served.port() + "/metrics"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
