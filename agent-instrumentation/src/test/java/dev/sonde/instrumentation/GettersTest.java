package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GettersTest {

  private final Getters getters = new Getters();

  public static class Shown {
    public int getCount() {
      return 7;
    }

    public String getName() {
      throw new IllegalStateException("for the test");
    }

    int getHidden() {
      return 1;
    }
  }

  private static final class Concealed extends Shown {}

  @Test
  void aNumberIsReadByTheNameOfItsMethod() {
    assertThat(getters.number(new Shown(), "getCount")).isEqualTo(7);
    assertThat(getters.number(new Shown(), "getCount")).isEqualTo(7);
    assertThat(getters.number(new AtomicInteger(3), "get")).isEqualTo(3);
  }

  @Test
  void aMethodOfAPublicSuperTypeIsFoundInAClassThatIsNot() {
    assertThat(getters.number(new Concealed(), "getCount")).isEqualTo(7);
    List<String> hidden = Collections.unmodifiableList(new ArrayList<>(List.of("a", "b")));
    assertThat(getters.number(hidden, "size")).isEqualTo(2);
  }

  @Test
  void whatIsAbsentHiddenOrFailsIsUnknown() {
    assertThat(getters.number(null, "getCount")).isEqualTo(-1);
    assertThat(getters.number(new Shown(), "getNothing")).isEqualTo(-1);
    assertThat(getters.number(new Shown(), "getHidden")).isEqualTo(-1);
    assertThat(getters.get(new Shown(), "getName")).isNull();
    assertThat(getters.number("text", "toString")).isEqualTo(-1);
  }
}
