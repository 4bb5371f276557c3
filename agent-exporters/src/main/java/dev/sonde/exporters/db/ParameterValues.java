package dev.sonde.exporters.db;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the values of parameters: no more than a span tells, and nothing that can change
 * or that asks the application's code for its text.
 */
public final class ParameterValues {

  /** The characters of a value that are told. */
  public static final int LONGEST = 256;

  private static final int MOST_BITS = 1024;

  private ParameterValues() {}

  /** The value itself or what stands for it; of what is no plain value, the name of its class. */
  @SuppressWarnings("JavaUtilDate") // what JDBC has
  static Object kept(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      String text = (String) value;
      return text.length() > LONGEST + 1 ? text.substring(0, LONGEST + 1) : text;
    }
    if (value instanceof byte[]) {
      return new Bytes(((byte[]) value).length);
    }
    String type = value.getClass().getName();
    switch (type) {
      case "java.lang.Boolean":
      case "java.lang.Byte":
      case "java.lang.Character":
      case "java.lang.Double":
      case "java.lang.Float":
      case "java.lang.Integer":
      case "java.lang.Long":
      case "java.lang.Short":
      case "java.time.Duration":
      case "java.time.Instant":
      case "java.time.LocalDate":
      case "java.time.LocalDateTime":
      case "java.time.LocalTime":
      case "java.time.OffsetDateTime":
      case "java.time.OffsetTime":
      case "java.time.Period":
      case "java.time.Year":
      case "java.time.YearMonth":
      case "java.time.ZonedDateTime":
      case "java.util.UUID":
        return value;
      case "java.math.BigDecimal":
        return kept(value, ((BigDecimal) value).unscaledValue());
      case "java.math.BigInteger":
        return kept(value, (BigInteger) value);
      case "java.sql.Date":
      case "java.sql.Time":
      case "java.sql.Timestamp":
      case "java.util.Date":
        return ((Date) value).clone();
      default:
        return value.getClass().getTypeName();
    }
  }

  /** The text of very large numbers takes long. */
  private static Object kept(Object number, BigInteger digits) {
    return digits.bitLength() > MOST_BITS ? number.getClass().getName() : number;
  }

  private static final class Bytes {
    private final int length;

    Bytes(int length) {
      this.length = length;
    }

    @Override
    public String toString() {
      return "byte[" + length + ']';
    }
  }
}
