package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proto=https | proto | https",
        "for=192.0.2.60;proto=http;by=203.0.113.43 | proto | http",
        "for=192.0.2.60;proto=http;by=203.0.113.43 | for | 192.0.2.60",
        "For=\"[2001:db8:cafe::17]:4711\" | for | [2001:db8:cafe::17]:4711",
        "for=192.0.2.43, for=198.51.100.17;proto=https | for | 192.0.2.43",
        "for=192.0.2.43, for=198.51.100.17;proto=https | proto |",
        "host=\"a;b,c\";proto=https | proto | https",
        "for=1.2.3.4 ; proto = https | proto | https",
        "proto | proto |",
        "proto= | proto |",
        "proto=\"https | proto |",
        "=;=;= | proto |",
        "| proto |",
      })
  void aParameterIsThatOfTheFirstProxy(String header, String name, String expected) {
    assertThat(Forwarded.parameter(header, name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.43, 192.0.2.43, -1",
    "192.0.2.43:47011, 192.0.2.43, 47011",
    "[2001:db8::1]:80, 2001:db8::1, 80",
    "[2001:db8::1], 2001:db8::1, -1",
    "2001:db8::1, 2001:db8::1, -1",
    "shop.example:8443, shop.example, 8443",
    "shop.example:, shop.example, -1",
    "shop.example:99999999999, shop.example, -1",
    "shop.example:0, shop.example, -1",
    "shop.example:8a, shop.example, -1",
    "unknown, unknown, -1",
    "[, [, -1",
  })
  void aNodeIsAnAddressAndMaybeAPort(String node, String address, int port) {
    assertThat(Forwarded.address(node)).isEqualTo(address);
    assertThat(Forwarded.port(node)).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"'a, b', a", "a, a", "' , b',", "'',", ","})
  void theFirstElementIsTheClients(String header, String expected) {
    assertThat(Forwarded.first(header)).isEqualTo(expected);
  }

  @Test
  void whateverComesNothingIsThrown() {
    Random random = new Random(42);
    String alphabet = "for=proto;,\"[]: \t=h";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String told = Forwarded.parameter(header.toString(), "for");
      if (told != null) {
        assertThat(Forwarded.address(told)).isNotNull();
        assertThat(Forwarded.port(told)).isBetween(-1, 65535);
      }
    }
  }
}
