package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusFieldsTest {

  private static final String STATUS =
      "Name:\tVmRSS: 1\nVmSize:\t 9189876 kB\nVmRSS:\t   45256 kB\nVmRSSX:\t3\nEmpty:\nBig:\t"
          + "99999999999999999999\nvoluntary_ctxt_switches:\t17\nnonvoluntary_ctxt_switches:\t4";

  @Test
  void aNameGivesItsNumber() {
    assertThat(StatusFields.number(STATUS, "VmSize")).isEqualTo(9189876);
    assertThat(StatusFields.number(STATUS, "VmRSS")).isEqualTo(45256);
    assertThat(StatusFields.number(STATUS, "voluntary_ctxt_switches")).isEqualTo(17);
    assertThat(StatusFields.number(STATUS, "nonvoluntary_ctxt_switches")).isEqualTo(4);
    assertThat(StatusFields.number("nr_periods 5\nthrottled_usec 12\n", "throttled_usec"))
        .isEqualTo(12);
  }

  @Test
  void whatIsNoNumberOrAbsentIsUnknown() {
    assertThat(StatusFields.number(STATUS, "Name")).isEqualTo(-1);
    assertThat(StatusFields.number(STATUS, "Empty")).isEqualTo(-1);
    assertThat(StatusFields.number(STATUS, "Big")).isEqualTo(-1);
    assertThat(StatusFields.number(STATUS, "Absent")).isEqualTo(-1);
    assertThat(StatusFields.number("", "VmRSS")).isEqualTo(-1);
    assertThat(StatusFields.number("VmRSS", "VmRSS")).isEqualTo(-1);
  }
}
