package dev.sonde.exporters.wire;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * HPACK (RFC 7541) without a dynamic table: what is sent needs none, and the peer is told that it
 * may not use one.
 */
final class Hpack {

  /** Literal, never indexed: nothing on the way may keep it, for it may be a credential. */
  private static final int NEVER_INDEXED = 0x10;

  private static final int INDEXED = 0x80;
  private static final int INCREMENTAL = 0x40;
  private static final int TABLE_SIZE = 0x20;
  private static final int HUFFMAN = 0x80;
  private static final int MOST_DECODED = 64 * 1024;

  /** The static table: names, and the values where there are any. */
  private static final String[] NAMES = {
    ":authority",
    ":method",
    ":method",
    ":path",
    ":path",
    ":scheme",
    ":scheme",
    ":status",
    ":status",
    ":status",
    ":status",
    ":status",
    ":status",
    ":status",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "accept",
    "access-control-allow-origin",
    "age",
    "allow",
    "authorization",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "etag",
    "expect",
    "expires",
    "from",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "proxy-authenticate",
    "proxy-authorization",
    "range",
    "referer",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "strict-transport-security",
    "transfer-encoding",
    "user-agent",
    "vary",
    "via",
    "www-authenticate"
  };

  private static final String[] VALUES = {
    "",
    "GET",
    "POST",
    "/",
    "/index.html",
    "http",
    "https",
    "200",
    "204",
    "206",
    "304",
    "400",
    "404",
    "500",
    "",
    "gzip, deflate"
  };

  private final byte[] block;
  private final int end;
  private int at;

  private Hpack(byte[] block, int length) {
    this.block = block;
    this.end = length;
  }

  static void encode(ByteArrayOutputStream out, String name, String value) {
    out.write(NEVER_INDEXED);
    string(out, name);
    string(out, value);
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int left = bytes.length - 0x7f;
    if (left < 0) {
      out.write(bytes.length);
    } else {
      out.write(0x7f);
      while (left >= 0x80) {
        out.write((left & 0x7f) | 0x80);
        left >>= 7;
      }
      out.write(left);
    }
    out.write(bytes, 0, bytes.length);
  }

  /** Adds the fields of a header block; of a repeated field the last value stays. */
  static void decode(byte[] block, int length, Map<String, String> fields)
      throws ProtocolException {
    Hpack reader = new Hpack(block, length);
    int decoded = 0;
    while (reader.at < reader.end) {
      int first = block[reader.at] & 0xff;
      String name;
      String value;
      if (first >= INDEXED) {
        int index = reader.integer(7);
        name = name(index);
        value = index <= VALUES.length ? VALUES[index - 1] : "";
      } else if (first >= INCREMENTAL || first < TABLE_SIZE) {
        int index = reader.integer(first >= INCREMENTAL ? 6 : 4);
        name = index == 0 ? reader.string() : name(index);
        value = reader.string();
      } else {
        if (reader.integer(5) != 0) {
          throw new ProtocolException("a header table was not agreed on");
        }
        continue;
      }
      decoded += name.length() + value.length();
      if (decoded > MOST_DECODED) {
        throw new ProtocolException("the headers are too long");
      }
      fields.put(name, value);
    }
  }

  private static String name(int index) throws ProtocolException {
    if (index < 1 || index > NAMES.length) {
      throw new ProtocolException("a header has a bad index");
    }
    return NAMES[index - 1];
  }

  private int integer(int prefixBits) throws ProtocolException {
    int most = (1 << prefixBits) - 1;
    int value = next() & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; shift <= 21; shift += 7) {
      int b = next();
      value += (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new ProtocolException("a header has a bad length");
  }

  private String string() throws ProtocolException {
    if (at >= end) {
      throw new ProtocolException("a header is cut off");
    }
    boolean huffman = (block[at] & 0xff) >= HUFFMAN;
    int length = integer(7);
    if (length > end - at) {
      throw new ProtocolException("a header is cut off");
    }
    String text =
        huffman
            ? Huffman.decode(block, at, length)
            : new String(block, at, length, StandardCharsets.ISO_8859_1);
    at += length;
    return text;
  }

  private int next() throws ProtocolException {
    if (at >= end) {
      throw new ProtocolException("a header is cut off");
    }
    return block[at++] & 0xff;
  }
}
