package dev.sonde.exporters.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes into a message that is being written, and counts those past the limit.
 *
 * <pre>{@code
 * private static final byte[] ROUTE = Attributes.key("http.route");
 * attributes.to(9);
 * attributes.put(ROUTE, operation.route);
 * }</pre>
 */
final class Attributes {

  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOLEAN = 2;
  private static final int INTEGER = 3;
  private static final int ARRAY = 5;

  private final ProtoBuffer out;
  private final int mostLength;
  private final int mostCount;
  private int field;
  private int count;
  private int dropped;

  Attributes(ProtoBuffer out, int mostLength, int mostCount) {
    this.out = out;
    this.mostLength = mostLength;
    this.mostCount = mostCount;
  }

  /** An attribute's name, encoded. */
  static byte[] key(String name) {
    ProtoBuffer encoded = new ProtoBuffer();
    encoded.string(1, name);
    return java.util.Arrays.copyOf(encoded.bytes(), encoded.size());
  }

  /** Begins the attributes of a message that has them in {@code newField}. */
  void to(int newField) {
    field = newField;
    count = 0;
    dropped = 0;
  }

  int dropped() {
    return dropped;
  }

  /** A text, or nothing for null. */
  void put(byte[] key, @Nullable CharSequence value) {
    put(key, value, mostLength);
  }

  void put(byte[] key, @Nullable CharSequence value, int most) {
    if (value != null && counted() && !isWrittenAtOnce(key, value, most)) {
      int attribute = out.begin(field);
      out.raw(key);
      int any = out.begin(VALUE);
      out.string(STRING, value, most);
      out.end(any);
      out.end(attribute);
    }
  }

  private boolean isWrittenAtOnce(byte[] key, CharSequence value, int most) {
    return value instanceof String
        && value.length() <= most
        && out.shortText(field, key, VALUE, STRING, (String) value);
  }

  void put(byte[] key, long value) {
    if (counted()) {
      int attribute = out.begin(field);
      out.raw(key);
      int any = out.begin(VALUE);
      out.varint(INTEGER, value);
      out.end(any);
      out.end(attribute);
    }
  }

  void put(byte[] key, boolean value) {
    if (counted()) {
      int attribute = out.begin(field);
      out.raw(key);
      int any = out.begin(VALUE);
      out.varint(BOOLEAN, value ? 1 : 0);
      out.end(any);
      out.end(attribute);
    }
  }

  void put(byte[] key, List<?> values) {
    if (counted()) {
      int attribute = out.begin(field);
      out.raw(key);
      int any = out.begin(VALUE);
      int array = out.begin(ARRAY);
      for (Object value : values) {
        int element = out.begin(1);
        out.string(STRING, String.valueOf(value), mostLength);
        out.end(element);
      }
      out.end(array);
      out.end(any);
      out.end(attribute);
    }
  }

  private boolean counted() {
    if (count >= mostCount) {
      dropped++;
      return false;
    }
    count++;
    return true;
  }
}
