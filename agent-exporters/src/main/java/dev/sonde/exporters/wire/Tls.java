package dev.sonde.exporters.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS on top of a connected socket. Loaded only where an address asks for it. */
final class Tls {

  private final TlsFiles files;
  private @Nullable SSLSocketFactory factory;

  Tls(TlsFiles files) {
    this.files = files;
  }

  /**
   * Shakes hands, and checks that the certificate is for {@code host}.
   *
   * @param protocol to agree on by ALPN, empty for no such talk
   */
  Socket wrap(Socket socket, String host, int port, String protocol) throws IOException {
    SSLSocketFactory current = factory;
    if (current == null) {
      current = factory();
      factory = current;
    }
    SSLSocket secure = (SSLSocket) current.createSocket(socket, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!protocol.isEmpty()) {
      offer(parameters, protocol);
    }
    secure.setSSLParameters(parameters);
    try {
      secure.startHandshake();
    } catch (SSLException e) {
      // The files may have been renewed since they were read.
      factory = null;
      throw e;
    }
    return secure;
  }

  private SSLSocketFactory factory() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new SSLException(e.getMessage(), e);
    }
  }

  private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
    if (files.key().isEmpty() || files.certificate().isEmpty()) {
      return null;
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore store = Pem.keyStore(files.certificate(), files.key());
    keys.init(store, new char[0]);
    return keys.getKeyManagers();
  }

  private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
    if (files.trusted().isEmpty()) {
      return null;
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(Pem.trustStore(files.trusted()));
    return trust.getTrustManagers();
  }

  /** ALPN came to Java 8 in an update, so that it may be missing there. */
  private static void offer(SSLParameters parameters, String protocol) throws SSLException {
    try {
      SSLParameters.class
          .getMethod("setApplicationProtocols", String[].class)
          .invoke(parameters, (Object) new String[] {protocol});
    } catch (ReflectiveOperationException e) {
      throw new SSLException("this JVM has no ALPN, which gRPC over TLS needs (Java 8u252)", e);
    }
  }
}
