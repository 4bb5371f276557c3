package dev.sonde.exporters.prometheus;

import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.Property;
import dev.sonde.exporters.wire.Pem;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS for accepted connections. Only this class names any of the JVM's TLS classes, so that none is
 * loaded where none is configured. Renewed files are taken up by the next connection.
 */
final class Tls {

  private static final String PROTOCOL = "TLSv1.";
  private static final char OLDEST = '2';
  private static final char[] NO_PASSWORD = {};
  private static final int MOST_SESSIONS = 64;
  private static final int SESSION_SECONDS = 300;

  private final File certificate;
  private final File key;
  private long certificateModified;
  private long keyModified;
  private SSLSocketFactory factory;

  private Tls(File certificate, File key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.certificateModified = certificate.lastModified();
    this.keyModified = key.lastModified();
    this.factory = load();
  }

  static Tls of(Config config) throws IOException {
    String certificate = config.get(Property.PROMETHEUS_CERTIFICATE);
    String key = config.get(Property.PROMETHEUS_KEY);
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new IOException(
          Property.PROMETHEUS_CERTIFICATE.name()
              + " and "
              + Property.PROMETHEUS_KEY.name()
              + " are of use together only");
    }
    return new Tls(new File(certificate), new File(key));
  }

  /** The secured form of a connection; the handshake comes with the first read. */
  Socket over(Socket plain) throws IOException {
    String host = plain.getInetAddress().getHostAddress();
    SSLSocket secure = (SSLSocket) factory().createSocket(plain, host, plain.getPort(), true);
    secure.setUseClientMode(false);
    List<String> protocols = new ArrayList<>();
    for (String protocol : secure.getSupportedProtocols()) {
      if (protocol.startsWith(PROTOCOL) && protocol.charAt(PROTOCOL.length()) >= OLDEST) {
        protocols.add(protocol);
      }
    }
    secure.setEnabledProtocols(protocols.toArray(new String[0]));
    return secure;
  }

  private synchronized SSLSocketFactory factory() {
    long newCertificate = certificate.lastModified();
    long newKey = key.lastModified();
    if (newCertificate != certificateModified || newKey != keyModified) {
      certificateModified = newCertificate;
      keyModified = newKey;
      try {
        factory = load();
      } catch (IOException e) {
        Log.warn("The renewed certificate of the metrics can't be used: " + e.getMessage());
      }
    }
    return factory;
  }

  private SSLSocketFactory load() throws IOException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore store = Pem.keyStore(certificate.getPath(), key.getPath());
      requirePair(store);
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      SSLSessionContext sessions = context.getServerSessionContext();
      sessions.setSessionCacheSize(MOST_SESSIONS);
      sessions.setSessionTimeout(SESSION_SECONDS);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A key that is not the certificate's would be noticed by each client, but never here. */
  private static void requirePair(KeyStore store) throws GeneralSecurityException {
    String alias = store.aliases().nextElement();
    PrivateKey mine = (PrivateKey) store.getKey(alias, NO_PASSWORD);
    PublicKey shown = store.getCertificate(alias).getPublicKey();
    boolean pair = mine.getAlgorithm().equals(shown.getAlgorithm());
    if (pair) {
      Signature signature = Signature.getInstance(signatureOf(mine.getAlgorithm()));
      signature.initSign(mine);
      byte[] signed = signature.sign();
      signature.initVerify(shown);
      pair = signature.verify(signed);
    }
    if (!pair) {
      throw new KeyStoreException("the key is not that of the certificate");
    }
  }

  private static String signatureOf(String algorithm) {
    switch (algorithm) {
      case "RSA":
        return "SHA256withRSA";
      case "EC":
        return "SHA256withECDSA";
      default:
        return algorithm;
    }
  }
}
