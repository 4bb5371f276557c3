package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcTargetTest {

  @ParameterizedTest
  @CsvSource({
    "shop:8443, shop, 8443",
    "shop, shop, 0",
    "dns:///shop:8443, shop, 8443",
    "dns:shop:8443, shop, 8443",
    "dns://1.1.1.1/shop:8443, shop, 8443",
    "directaddress:///localhost/127.0.0.1:8443, localhost, 8443",
    "directaddress:////127.0.0.1:8443, 127.0.0.1, 8443",
    "directaddress:///shop/<unresolved>:8443, shop, 8443",
    "directaddress:///in-process-name, in-process-name, 0",
    "unix:///run/shop.sock, /run/shop.sock, 0",
    "unix:run/shop.sock, run/shop.sock, 0",
    "xds:///shop, shop, 0",
    "[::1]:8443, ::1, 8443",
    "dns:///[::1]:8443, ::1, 8443",
    "::1, ::1, 0",
    "shop:https, shop:https, 0",
    "shop:123456789012, shop:123456789012, 0",
  })
  void aTargetTellsAddressAndPort(String target, String address, int port) {
    assertThat(RpcTarget.of(target).address).isEqualTo(address);
    assertThat(RpcTarget.of(target).port).isEqualTo(port);
  }

  @Test
  void whatTellsNothingIsUnknown() {
    assertThat(RpcTarget.of(null)).isSameAs(RpcTarget.UNKNOWN);
    assertThat(RpcTarget.of("")).isSameAs(RpcTarget.UNKNOWN);
    assertThat(RpcTarget.of("dns:///")).isSameAs(RpcTarget.UNKNOWN);
    assertThat(RpcTarget.of(":")).isNotNull();
  }
}
