package dev.sonde.exporters.otlp;

import java.util.Arrays;

/**
 * Protobuf bytes as they are written, in a buffer that is used again and again.
 *
 * <p>A message inside another is written between {@link #begin} and {@link #end}. Its length goes
 * in front of it, into one byte that is kept free; a longer length moves the message up:
 *
 * <pre>
 *   begin   | tag | . |
 *   ...     | tag | . | a message of 200 bytes |
 *   end     | tag | 200 (2 bytes) | a message of 200 bytes |
 * </pre>
 */
final class ProtoBuffer {

  private static final int START_SIZE = 16 * 1024;

  /** A buffer that grew past this gives its memory back when it is no longer needed. */
  private static final int KEPT_SIZE = 256 * 1024;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  /** The most that a varint of one byte can hold, and the last field whose tag is one byte. */
  private static final int MOST_IN_A_BYTE = 0x7f;

  private static final int MOST_FIELD_IN_A_BYTE = 15;

  /** Says that what is written does not fit; {@link #cutTo} takes back what was begun. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    Full() {
      super(null, null, false, false);
    }
  }

  private byte[] bytes = new byte[START_SIZE];
  private int size;
  private int limit = Integer.MAX_VALUE;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** From now on, a write that leads past {@code most} bytes throws {@link Full}. */
  void limit(int most) {
    limit = most;
  }

  void clear() {
    if (bytes.length > KEPT_SIZE && size < bytes.length / 4) {
      bytes = new byte[START_SIZE];
    }
    size = 0;
    limit = Integer.MAX_VALUE;
  }

  /** Takes back everything past the first {@code newSize} bytes. */
  void cutTo(int newSize) {
    size = newSize;
  }

  /** Begins a message; what it returns is for {@link #end}. */
  int begin(int field) {
    tag(field, LENGTH);
    ensure(1);
    return ++size;
  }

  void end(int start) {
    int length = size - start;
    int more = varintSize(length) - 1;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, start, bytes, start + more, length);
      size += more;
    }
    putVarint(start - 1, length);
  }

  void varint(int field, long value) {
    tag(field, VARINT);
    rawVarint(value);
  }

  void fixed32(int field, int value) {
    tag(field, FIXED32);
    ensure(4);
    for (int i = 0; i < 4; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  void fixed64(int field, long value) {
    tag(field, FIXED64);
    rawFixed64(value);
  }

  /** An eight-byte value inside a packed list. */
  void rawFixed64(long value) {
    ensure(8);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  void real(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** An identifier of eight bytes, the most significant first. */
  void id(int field, long low) {
    tag(field, LENGTH);
    ensure(9);
    bytes[size++] = 8;
    bigEndian(low);
  }

  /** An identifier of 16 bytes, the most significant first. */
  void id(int field, long high, long low) {
    tag(field, LENGTH);
    ensure(17);
    bytes[size++] = 16;
    bigEndian(high);
    bigEndian(low);
  }

  private void bigEndian(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Bytes that are protobuf already. */
  void raw(byte[] encoded) {
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  void string(int field, CharSequence text) {
    string(field, text, text.length());
  }

  /**
   * The first {@code most} characters of a text as UTF-8. A pair of surrogates is not cut apart; a
   * surrogate without its partner becomes a question mark, as the JDK has it.
   */
  void string(int field, CharSequence text, int most) {
    int start = begin(field);
    utf8(text, 0, Math.min(most, text.length()));
    end(start);
  }

  /**
   * Writes a message of an encoded beginning and a message of one text, as attributes are, at once:
   * {@code outer { first, inner { field: text } }}. Writes nothing and returns false when that is
   * too long for lengths of one byte, or no plain ASCII. The two other fields are below 16.
   */
  boolean shortText(int outer, byte[] first, int inner, int field, String text) {
    int length = text.length();
    int whole = first.length + length + 4;
    if (whole > MOST_IN_A_BYTE || outer > MOST_FIELD_IN_A_BYTE) {
      return false;
    }
    ensure(whole + 2);
    byte[] target = bytes;
    int at = size;
    target[at++] = (byte) (outer << 3 | LENGTH);
    target[at++] = (byte) whole;
    System.arraycopy(first, 0, target, at, first.length);
    at += first.length;
    target[at++] = (byte) (inner << 3 | LENGTH);
    target[at++] = (byte) (length + 2);
    target[at++] = (byte) (field << 3 | LENGTH);
    target[at++] = (byte) length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      target[at++] = (byte) c;
    }
    size = at;
    return true;
  }

  private void utf8(CharSequence text, int from, int to) {
    int end = to;
    if (end < text.length()
        && end > from
        && Character.isHighSurrogate(text.charAt(end - 1))
        && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    ensure(end - from);
    int i = ascii(text, from, end);
    while (i < end) {
      char c = text.charAt(i++);
      if (c < 0x80) {
        ensure(1);
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        ensure(2);
        bytes[size++] = (byte) (0xc0 | c >> 6);
        continued(c);
      } else if (!Character.isSurrogate(c)) {
        ensure(3);
        bytes[size++] = (byte) (0xe0 | c >> 12);
        continued(c >> 6);
        continued(c);
      } else if (Character.isHighSurrogate(c)
          && i < end
          && Character.isLowSurrogate(text.charAt(i))) {
        int point = Character.toCodePoint(c, text.charAt(i++));
        ensure(4);
        bytes[size++] = (byte) (0xf0 | point >> 18);
        continued(point >> 12);
        continued(point >> 6);
        continued(point);
      } else {
        ensure(1);
        bytes[size++] = '?';
      }
    }
  }

  /** Writes the plain beginning of a text, for which there is room, and tells where it ends. */
  private int ascii(CharSequence text, int from, int to) {
    byte[] target = bytes;
    int at = size;
    int i = from;
    while (i < to && text.charAt(i) < 0x80) {
      target[at++] = (byte) text.charAt(i++);
    }
    size = at;
    return i;
  }

  private void continued(int bits) {
    bytes[size++] = (byte) (0x80 | (bits & 0x3f));
  }

  private void tag(int field, int type) {
    rawVarint((long) field << 3 | type);
  }

  private void rawVarint(long value) {
    ensure(10);
    size = putVarint(size, value);
  }

  private int putVarint(int at, long value) {
    long left = value;
    int index = at;
    while ((left & ~0x7fL) != 0) {
      bytes[index++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[index++] = (byte) left;
    return index;
  }

  private static int varintSize(int value) {
    int bytes = 1;
    for (int left = value >>> 7; left != 0; left >>>= 7) {
      bytes++;
    }
    return bytes;
  }

  private void ensure(int more) {
    int needed = size + more;
    if (needed > limit || needed < 0) {
      throw new Full();
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
