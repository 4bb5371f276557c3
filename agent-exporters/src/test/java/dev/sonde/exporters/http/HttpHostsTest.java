package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HttpHostsTest {

  private static HttpHosts hosts(String... excluded) {
    return new HttpHosts(List.of(excluded), 3);
  }

  @Test
  void aServerIsMadeOnce() {
    HttpHosts hosts = hosts();
    MeasuredHost host = hosts.of("example.com", 80);
    assertThat(hosts.of(new String("example.com"), 80)).isSameAs(host);
    assertThat(hosts.of("example.com", 81)).isNotSameAs(host);
    assertThat(host.address).isEqualTo("example.com");
    assertThat(host.portText).isEqualTo("80");
  }

  @Test
  void bracketsAndCredentialsAreNoPartOfAnAddress() {
    assertThat(hosts().of("[::1]", 80).address).isEqualTo("::1");
    assertThat(hosts().of("user:hunter2@example.com", 80).address).isEqualTo("example.com");
  }

  @Test
  void excludedServersAreNamedWithTheirPortOrWithout() {
    HttpHosts hosts = hosts("*.internal", "example.com:8500");
    assertThat(hosts.of("a.internal", 80).excluded).isTrue();
    assertThat(hosts.of("example.com", 8500).excluded).isTrue();
    assertThat(hosts.of("example.com", 80).excluded).isFalse();
  }

  @Test
  void whatIsPastTheBoundIsNotKept() {
    HttpHosts hosts = hosts();
    for (int i = 0; i < 2000; i++) {
      assertThat(hosts.of("host" + i, 80)).isSameAs(hosts.of("host" + i, 80));
    }
    MeasuredHost host = hosts.of("another", 80);
    assertThat(host.address).isEqualTo("another");
    assertThat(hosts.of("another", 80)).isNotSameAs(host);
    assertThat(hosts.of("host1999", 80)).isSameAs(hosts.of("host1999", 80));
  }
}
