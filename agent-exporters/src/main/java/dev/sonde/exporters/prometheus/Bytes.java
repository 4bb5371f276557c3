package dev.sonde.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text as UTF-8 in an array that grows and is used again. */
final class Bytes {

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    this.array = new byte[capacity];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  byte[] toArray() {
    return Arrays.copyOf(array, length);
  }

  void moveTo(OutputStream out) throws IOException {
    out.write(array, 0, length);
    length = 0;
  }

  Bytes put(byte[] bytes) {
    return put(bytes, 0, bytes.length);
  }

  Bytes put(Bytes bytes, int from, int to) {
    return put(bytes.array, from, to - from);
  }

  private Bytes put(byte[] bytes, int from, int count) {
    reserve(count);
    System.arraycopy(bytes, from, array, length, count);
    length += count;
    return this;
  }

  Bytes put(char ascii) {
    reserve(1);
    array[length++] = (byte) ascii;
    return this;
  }

  Bytes put(long number) {
    reserve(Numbers.MOST_BYTES);
    length = Numbers.put(array, length, number);
    return this;
  }

  Bytes put(double number) {
    reserve(Numbers.MOST_BYTES);
    length = Numbers.put(array, length, number);
    return this;
  }

  Bytes putSeconds(long epochMillis) {
    reserve(Numbers.MOST_BYTES);
    length = Numbers.putSeconds(array, length, epochMillis);
    return this;
  }

  Bytes putHex(long number) {
    reserve(Numbers.MOST_BYTES);
    length = Numbers.putHex(array, length, number);
    return this;
  }

  Bytes put(String text) {
    return put(text, false, false);
  }

  /** Puts a text with backslashes, line ends and quotation marks escaped, as in a label value. */
  Bytes putQuoted(String text) {
    return put(text, true, true);
  }

  /** Puts a text with backslashes and line ends escaped. */
  Bytes putLine(String text) {
    return put(text, true, false);
  }

  private Bytes put(String text, boolean escape, boolean escapeQuote) {
    int count = text.length();
    reserve(3 * count);
    byte[] to = array;
    int at = length;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        int point = text.codePointAt(i);
        at = putBeyondAscii(to, at, point);
        i += Character.charCount(point) - 1;
      } else if (escape && (c == '\\' || c == '\n' || (c == '"' && escapeQuote))) {
        to[at++] = '\\';
        to[at++] = (byte) (c == '\n' ? 'n' : c);
      } else {
        to[at++] = (byte) c;
      }
    }
    length = at;
    return this;
  }

  /** Puts a character, half a surrogate pair as a question mark. */
  private static int putBeyondAscii(byte[] to, int start, int point) {
    int at = start;
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      to[at++] = '?';
      return at;
    }
    if (point < 0x800) {
      to[at++] = (byte) (0xc0 | point >> 6);
    } else if (point < 0x10000) {
      to[at++] = (byte) (0xe0 | point >> 12);
      to[at++] = (byte) (0x80 | (point >> 6 & 0x3f));
    } else {
      to[at++] = (byte) (0xf0 | point >> 18);
      to[at++] = (byte) (0x80 | (point >> 12 & 0x3f));
      to[at++] = (byte) (0x80 | (point >> 6 & 0x3f));
    }
    to[at++] = (byte) (0x80 | (point & 0x3f));
    return at;
  }

  private void reserve(int count) {
    if (array.length - length < count) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
    }
  }
}
