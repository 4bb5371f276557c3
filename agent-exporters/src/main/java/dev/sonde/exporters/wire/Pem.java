package dev.sonde.exporters.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * PEM files: certificates, and keys in the forms PKCS#8 (RSA, EC, EdDSA where the JVM knows it) and
 * PKCS#1 (RSA). No message of its exceptions repeats a file's content.
 */
public final class Pem {

  private static final int MOST_BYTES = 1 << 20;
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448"};

  /** What precedes an RSA key of PKCS#1 inside PKCS#8: version 0 and the algorithm's name. */
  private static final byte[] RSA_IN_PKCS8 = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private Pem() {}

  /** A key store with one key and its certificates, the key's own first; the password is empty. */
  public static KeyStore keyStore(String certificateFile, String keyFile)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "key",
        privateKey(keyFile),
        new char[0],
        certificates(certificateFile).toArray(new Certificate[0]));
    return store;
  }

  /** A key store that trusts the certificates of a file. */
  public static KeyStore trustStore(String certificateFile)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int index = 0;
    for (Certificate certificate : certificates(certificateFile)) {
      store.setCertificateEntry("ca" + index++, certificate);
    }
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  static List<Certificate> certificates(String file) throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.type.endsWith("CERTIFICATE")) {
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.der)));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate in " + file);
    }
    return certificates;
  }

  static PrivateKey privateKey(String file) throws IOException, GeneralSecurityException {
    for (Block block : blocks(file)) {
      if (block.type.equals("PRIVATE KEY")) {
        return pkcs8(block.der, file);
      }
      if (block.type.equals("RSA PRIVATE KEY") && !block.encrypted) {
        return pkcs8(pkcs8FromPkcs1(block.der), file);
      }
      if (block.type.endsWith("PRIVATE KEY")) {
        throw new InvalidKeySpecException(
            "the key in "
                + file
                + " is encrypted or not PKCS#8; openssl pkcs8 -topk8 -nocrypt"
                + " makes it so");
      }
    }
    throw new InvalidKeySpecException("no key in " + file);
  }

  private static PrivateKey pkcs8(byte[] der, String file) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    GeneralSecurityException failure = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        failure = e;
      }
    }
    throw new InvalidKeySpecException(
        "the key in " + file + " is of a kind that this JVM lacks", failure);
  }

  private static byte[] pkcs8FromPkcs1(byte[] key) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(RSA_IN_PKCS8, 0, RSA_IN_PKCS8.length);
    der(body, 0x04, key);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    der(whole, 0x30, body.toByteArray());
    return whole.toByteArray();
  }

  private static void der(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    int length = content.length;
    if (length > 0xffff) {
      out.write(0x83);
      out.write(length >> 16);
    } else if (length > 0x7f) {
      out.write(0x82);
    }
    if (length > 0x7f) {
      out.write(length >> 8);
    }
    out.write(length);
    out.write(content, 0, length);
  }

  /** What stands between a BEGIN and its END. */
  private static final class Block {
    final String type;
    final byte[] der;
    final boolean encrypted;

    Block(String type, byte[] der, boolean encrypted) {
      this.type = type;
      this.der = der;
      this.encrypted = encrypted;
    }
  }

  private static List<Block> blocks(String file) throws IOException, GeneralSecurityException {
    String text = read(file);
    List<Block> blocks = new ArrayList<>();
    int begin = text.indexOf("-----BEGIN ");
    while (begin >= 0) {
      int typeEnd = text.indexOf("-----", begin + 11);
      int end = typeEnd < 0 ? -1 : text.indexOf("-----END ", typeEnd);
      if (end < 0) {
        throw new IOException(file + " is cut off");
      }
      String content = text.substring(typeEnd + 5, end);
      boolean encrypted = content.contains("ENCRYPTED");
      try {
        byte[] der = encrypted ? new byte[0] : Base64.getMimeDecoder().decode(content);
        blocks.add(new Block(text.substring(begin + 11, typeEnd), der, encrypted));
      } catch (IllegalArgumentException e) {
        throw new InvalidKeySpecException(file + " is not PEM");
      }
      begin = text.indexOf("-----BEGIN ", end);
    }
    return blocks;
  }

  private static String read(String file) throws IOException {
    byte[] bytes = new byte[8192];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      int read;
      while ((read = in.read(bytes, length, bytes.length - length)) > 0) {
        length += read;
        if (length == bytes.length) {
          if (length >= MOST_BYTES) {
            throw new IOException(file + " is too large");
          }
          bytes = Arrays.copyOf(bytes, length * 2);
        }
      }
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
