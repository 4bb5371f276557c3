package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

  private static final Figure CPU = Figure.compared("CPU µs", 1);
  private static final Figure SENT = Figure.told("bytes sent", 0);

  @TempDir private Path directory;

  @Test
  void aRunGoesOnWhereTheOneBeforeHasEnded() throws IOException {
    Path file = directory.resolve("samples.tsv");
    for (int round = 0; round < 2; round++) {
      Results measured = new Results();
      measured.of("hello", "none").add(CPU, 20.25 + round);
      measured.of("hello", "sonde, all sampled").add(CPU, 22);
      measured.of("hello", "sonde, all sampled").add(SENT, 1000);
      new Samples(file).keep("steady", measured);
      new Samples(file).keep("memory", measured);
    }

    assertThat(values(new Samples(file).of("steady")))
        .containsExactlyInAnyOrder(
            "hello none " + CPU + " 20.25",
            "hello none " + CPU + " 21.25",
            "hello sonde, all sampled " + CPU + " 22.0",
            "hello sonde, all sampled " + CPU + " 22.0",
            "hello sonde, all sampled " + SENT + " 1000.0",
            "hello sonde, all sampled " + SENT + " 1000.0");
    assertThat(values(new Samples(file).of("heap"))).isEmpty();
  }

  @Test
  void withoutAFileNothingIsKept() throws IOException {
    Results measured = new Results();
    measured.of("hello", "none").add(CPU, 20);
    new Samples(null).keep("steady", measured);

    assertThat(values(new Samples(null).of("steady"))).isEmpty();
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("other.txt"), "something else\n");

    assertThatThrownBy(() -> new Samples(file).of("steady"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("something else");
  }

  private static List<String> values(Results results) {
    List<String> values = new ArrayList<>();
    results.forEach(
        (caseName, variant, figure, value) ->
            values.add(caseName + " " + variant + " " + figure + " " + value));
    return values;
  }
}
