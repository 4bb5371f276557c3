package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private final Printed out = new Printed();
  private final Printed err = new Printed();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "                        | A command is missing.",
        "lsit                    | There is no command 'lsit'.",
        "list all                | 'list' does not take 'all'.",
        "config --html           | 'config' does not take '--html'.",
        "check debug             | 'debug' is not key=value.",
        "check =true             | '=true' is not key=value.",
        "attach                  | The process id is missing.",
        "attach me               | 'me' is not a process id.",
        "attach -1               | '-1' is not a process id.",
        "attach 12345678901      | '12345678901' is not a process id.",
        "attach 1 debug          | 'debug' is not key=value.",
        "detach                  | The process id is missing.",
        "detach 1 now            | 'detach' does not take 'now'.",
      })
  void wrongUsageIsOneLineAndTheUsageOnStandardError(String words, String line) throws Exception {
    assertThat(run(words == null ? new String[0] : words.split(" "))).isEqualTo(2);

    assertThat(out.text()).isEmpty();
    assertThat(err.lines()).startsWith(line).element(1).asString().startsWith("Usage: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpIsTheUsageOnStandardOutput(String word) throws Exception {
    assertThat(run(word)).isZero();

    assertThat(out.text())
        .startsWith("Usage: ")
        .contains("list ", "config ", "check ", "attach PID", "detach PID", "--version");
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    assertThat(err.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-v", "version"})
  void theVersionIsOneLine(String word) throws Exception {
    assertThat(run(word)).isZero();

    assertThat(out.lines()).singleElement().asString().matches("Sonde \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void configurationIsPrintedForATerminalAndForADocument() throws Exception {
    assertThat(run("config")).isZero();
    assertThat(out.lines())
        .containsSequence(
            "sonde.prometheus.port",
            "    The port that metrics are served on; 0 takes a free one.",
            "    Takes a whole number from 0 to 65535; default 9464.",
            "    Also: otel.exporter.prometheus.port");

    assertThat(run("config", "--markdown")).isZero();
    assertThat(out.text()).contains("| property | takes |");
  }

  private int run(String... words) throws ReflectiveOperationException {
    return new CommandLine(out.stream(), err.stream()).run(List.of(words));
  }
}
