package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentationListTest {

  @Test
  void isATableOfWhatIsKnown() {
    Printed out = new Printed();

    InstrumentationList.print(
        () ->
            List.of(
                new Inventory.Entry("tomcat", "servlet", "9.0, 10.1", List.of()),
                new Inventory.Entry("executors", "executors", "Java 8 to 26", List.of())),
        out.stream());

    assertThat(out.lines())
        .containsExactly(
            "NAME       FAMILY     SUPPORTED VERSIONS  SWITCH",
            "tomcat     servlet    9.0, 10.1           sonde.instrument.tomcat.enabled",
            "executors  executors  Java 8 to 26        sonde.instrument.executors.enabled");
  }
}
