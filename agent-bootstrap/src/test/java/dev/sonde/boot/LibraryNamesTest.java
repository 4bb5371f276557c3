package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryNamesTest {

  private final String[] fields = {"traceparent"};

  @Test
  void whatWasMadeOfTheFieldsIsKeptWithTheLibrarysClass() {
    Object[] names = {"traceparent"};
    assertThat(HttpServerProbe.names("a", fields)).isNull();
    HttpServerProbe.keepNames("b", fields, names);
    assertThat(HttpServerProbe.names("a", fields)).isSameAs(names);
    assertThat(HttpServerProbe.names(1L, fields)).isNull();
  }

  @Test
  void otherFieldsAreOthersToMake() {
    HttpServerProbe.keepNames('t', fields, new Object[] {'t'});
    assertThat(HttpServerProbe.names('t', fields.clone())).isNull();
  }
}
