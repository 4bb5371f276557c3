package dev.sonde.exporters.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @Test
  void aFullAddressIsTakenApart() {
    Address address = Address.parse("HTTPS://otel_collector:4318/v1/traces?key=1#x");
    assertThat(address.secure()).isTrue();
    assertThat(address.host()).isEqualTo("otel_collector");
    assertThat(address.port()).isEqualTo(4318);
    assertThat(address.path()).isEqualTo("/v1/traces?key=1");
    assertThat(address.authority()).isEqualTo("otel_collector:4318");
  }

  @Test
  void theSchemeDecidesTheDefaultPort() {
    assertThat(Address.parse("https://h").port()).isEqualTo(443);
    assertThat(Address.parse("http://h/").port()).isEqualTo(80);
    assertThat(Address.parse("localhost:4317").secure()).isFalse();
  }

  @Test
  void anIpv6HostLosesItsBrackets() {
    Address address = Address.parse("http://[::1]:4318");
    assertThat(address.host()).isEqualTo("::1");
    assertThat(address.port()).isEqualTo(4318);
    assertThat(address.authority()).isEqualTo("[::1]:4318");
  }

  @Test
  void whatIsShownHoldsNoSecret() {
    assertThat(Address.parse("http://user:pass@host:1/p?token=x")).hasToString("http://host:1/p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "http://h:0",
        "http://h:99999",
        "http://h:x",
        "grpc://h:1",
        "http://h/a b",
        "http://h/\r\nX: y",
        "http://[::1",
        "http://ü/"
      })
  void whatIsNoAddressIsNull(String text) {
    assertThat(Address.parse(text)).isNull();
  }
}
