package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryNamesTest {

  private final String[] fields = {"traceparent"};

  @Test
  void whatWasMadeOfTheFieldsIsKeptWithTheLibrarysClass() {
    Object[] names = {new StringBuilder("traceparent")};
    assertThat(HttpServerProbe.names(StringBuilder.class, fields)).isNull();
    HttpServerProbe.keepNames(StringBuilder.class, fields, names);
    assertThat(HttpServerProbe.names(StringBuilder.class, fields)).isSameAs(names);
    assertThat(HttpServerProbe.names(StringBuffer.class, fields)).isNull();
  }

  @Test
  void otherFieldsAreOthersToMake() {
    HttpServerProbe.keepNames(Character.class, fields, new Object[] {'t'});
    assertThat(HttpServerProbe.names(Character.class, fields.clone())).isNull();
  }
}
