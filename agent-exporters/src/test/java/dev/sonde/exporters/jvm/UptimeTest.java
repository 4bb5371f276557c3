package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class UptimeTest {

  private static final String STAT =
      "4711 (my ) java) S 1 4711 4711 0 -1 1077936384 9 0 0 0 4 2 0 0 20 0 21 0 91200 93 45 6";

  @Test
  void isTheSystemsLessTheProcessesStart() {
    assertThat(Uptime.seconds("1000.50 1900.00", STAT)).isEqualTo(88.5, within(1e-6));
  }

  @Test
  void isUnknownFromOtherTexts() {
    assertThat(Uptime.seconds("x y", STAT)).isNegative();
    assertThat(Uptime.seconds("1000.50", "4711 (java) S 1")).isNegative();
    assertThat(Uptime.seconds("", "")).isNegative();
  }

  @Test
  void agreesWithTheJvms() {
    double jvm = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    double own = Readings.of(new Uptime()).values().get("process.uptime[]");
    assertThat(own).isPositive().isCloseTo(jvm, within(5.0));
  }
}
