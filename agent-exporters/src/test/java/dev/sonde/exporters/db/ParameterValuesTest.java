package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParameterValuesTest {

  private static String text(Object value) {
    return ParameterValues.kept(value).toString();
  }

  @Test
  void plainValuesAreToldByTheirText() {
    assertThat(text(null)).isEqualTo("null");
    assertThat(text("a")).isEqualTo("a");
    assertThat(text(1)).isEqualTo("1");
    assertThat(text(0.1f)).isEqualTo("0.1");
    assertThat(text(true)).isEqualTo("true");
    assertThat(text(new BigDecimal("12.50"))).isEqualTo("12.50");
    assertThat(text(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    assertThat(text(new BigInteger("123456789012345678901234567890"))).hasSize(30);
    assertThat(text(java.sql.Date.valueOf("2024-02-29"))).isEqualTo("2024-02-29");
    assertThat(text(java.sql.Time.valueOf("12:30:00"))).isEqualTo("12:30:00");
    assertThat(text(Timestamp.valueOf("2024-02-29 12:30:00.5"))).isEqualTo("2024-02-29 12:30:00.5");
    assertThat(text(LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-29");
    assertThat(text(OffsetDateTime.parse("2024-02-29T12:30:00Z"))).isEqualTo("2024-02-29T12:30Z");
    assertThat(text(new UUID(1, 2))).isEqualTo("00000000-0000-0001-0000-000000000002");
  }

  @Test
  void ofAllElseItIsToldWhatItIs() throws Exception {
    assertThat(text(new byte[12])).isEqualTo("byte[12]");
    assertThat(text(new int[] {4711})).isEqualTo("int[]");
    assertThat(text(new String[] {"a"})).isEqualTo("java.lang.String[]");
    assertThat(text(new ByteArrayInputStream(new byte[3])))
        .isEqualTo("java.io.ByteArrayInputStream");
    assertThat(text(new URL("http://user:secret@host/"))).isEqualTo("java.net.URL");
    assertThat(text(new StringBuilder("secret"))).isEqualTo("java.lang.StringBuilder");
    assertThat(text(BigInteger.ONE.shiftLeft(5000))).isEqualTo("java.math.BigInteger");
    assertThat(text(new BigDecimal(BigInteger.ONE.shiftLeft(5000))))
        .isEqualTo("java.math.BigDecimal");
  }

  @Test
  void noCodeOfTheApplicationIsAsked() {
    assertThat(text(new Hostile())).isEqualTo(Hostile.class.getName());
    assertThat(text(new HostileNumber())).isEqualTo(HostileNumber.class.getName());
    assertThat(text(new HostileDate())).isEqualTo(HostileDate.class.getName());
    assertThat(text(Colour.RED)).isEqualTo(Colour.class.getName());
  }

  @Test
  void laterChangesOfAValueAreNotSeen() {
    Timestamp mutable = Timestamp.valueOf("2024-02-29 12:30:00");
    Object kept = ParameterValues.kept(mutable);
    mutable.setTime(0);
    assertThat(kept).hasToString("2024-02-29 12:30:00.0");
  }

  @Test
  void ofALongTextNoMoreIsKeptThanIsTold() {
    assertThat(text("x".repeat(1 << 20))).hasSize(ParameterValues.LONGEST + 1);
  }

  private enum Colour {
    RED;

    @Override
    public String toString() {
      throw new IllegalStateException();
    }
  }

  private static final class Hostile {
    @Override
    public String toString() {
      throw new IllegalStateException();
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException();
    }
  }

  private static final class HostileNumber extends BigDecimal {
    private static final long serialVersionUID = 1;

    HostileNumber() {
      super("1");
    }

    @Override
    public BigInteger unscaledValue() {
      throw new IllegalStateException();
    }
  }

  private static final class HostileDate extends java.util.Date {
    private static final long serialVersionUID = 1;

    @Override
    public Object clone() {
      throw new IllegalStateException();
    }
  }
}
