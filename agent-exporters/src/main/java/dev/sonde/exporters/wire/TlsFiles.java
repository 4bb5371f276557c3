package dev.sonde.exporters.wire;

/** The PEM files of a TLS client, each empty where it is not given. */
public final class TlsFiles {

  public static final TlsFiles NONE = new TlsFiles("", "", "");

  private final String trusted;
  private final String certificate;
  private final String key;

  public TlsFiles(String trusted, String certificate, String key) {
    this.trusted = trusted;
    this.certificate = certificate;
    this.key = key;
  }

  /** Whom to trust in place of the JVM's own list. */
  String trusted() {
    return trusted;
  }

  /** The certificates to show. */
  String certificate() {
    return certificate;
  }

  /** The key of the certificate to show. */
  String key() {
    return key;
  }
}
