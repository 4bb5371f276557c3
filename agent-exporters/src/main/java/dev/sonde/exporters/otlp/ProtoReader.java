package dev.sonde.exporters.otlp;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a small protobuf message that came from outside. What is malformed reads as
 * the end of the message.
 *
 * <pre>{@code
 * while (reader.next()) {
 *   if (reader.field() == 1) { reader.number() ... }
 * }
 * }</pre>
 */
final class ProtoReader {

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private long number;
  private int start;
  private int length;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Goes to the next field. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    number = 0;
    length = 0;
    switch ((int) tag & 7) {
      case 0:
        number = varint();
        break;
      case 1:
        at += 8;
        break;
      case 2:
        long said = varint();
        if (said < 0 || said > end - at) {
          at = end + 1;
          break;
        }
        start = at;
        length = (int) said;
        at += length;
        break;
      case 5:
        at += 4;
        break;
      default:
        at = end + 1;
    }
    return at <= end;
  }

  int field() {
    return field;
  }

  /** The value of a varint field. */
  long number() {
    return number;
  }

  /** The value of a message field. */
  ProtoReader message() {
    return new ProtoReader(bytes, start, start + length);
  }

  /** The value of a text field. */
  String text() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        at = end + 1;
        return 0;
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    at = end + 1;
    return 0;
  }
}
