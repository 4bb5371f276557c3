package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextSwitchesTest {

  @TempDir Path tasks;

  @Test
  void sumsAllThreadsAndKeepsWhatEndedOnesHad() throws IOException {
    ContextSwitches switches = new ContextSwitches(tasks.toFile());
    task("1", 10, 1);
    task("2", 20, 2);
    assertTold(switches, 30, 3);
    Files.delete(tasks.resolve("2/status"));
    Files.delete(tasks.resolve("2"));
    task("1", 15, 1);
    assertTold(switches, 35, 3);
    assertTold(switches, 35, 3);
  }

  @Test
  void aThreadWithTheNumberOfAnEndedOneIsAnother() throws IOException {
    ContextSwitches switches = new ContextSwitches(tasks.toFile());
    task("1", 10, 1);
    assertTold(switches, 10, 1);
    task("1", 3, 0);
    assertTold(switches, 13, 1);
  }

  @Test
  void tellsNothingWhereLinuxIsNot() {
    assertThat(Readings.of(new ContextSwitches(tasks.resolve("absent").toFile())).values())
        .isEmpty();
  }

  @Test
  void thisProcessSwitches() {
    Readings readings = Readings.of(new ContextSwitches());
    assertThat(readings.values().get("process.context_switches[voluntary]")).isPositive();
  }

  private static void assertTold(ContextSwitches switches, double voluntary, double involuntary) {
    assertThat(Readings.of(switches).values())
        .isEqualTo(
            Map.of(
                "process.context_switches[voluntary]", voluntary,
                "process.context_switches[involuntary]", involuntary));
  }

  private void task(String id, long voluntary, long involuntary) throws IOException {
    Path file = Files.createDirectories(tasks.resolve(id)).resolve("status");
    String text =
        "Name:\tjava\nvoluntary_ctxt_switches:\t"
            + voluntary
            + "\nnonvoluntary_ctxt_switches:\t"
            + involuntary
            + "\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
