package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boards, rules and documents of the project name metrics and labels that the agent has. */
class BoardsAndRulesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path RULES = ROOT.resolve("prometheus-rules");

  /** A name in an expression; what a recording rule made contains colons. */
  private static final Pattern NAME =
      Pattern.compile("(?<![:\\w$])(http|jvm|sonde|otel|process|target)_[a-z0-9_]+(?![:\\w])");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus-rules/recording.yml",
        "prometheus-rules/alerts.yml",
        "prometheus-rules/alerts_test.yml",
        "grafana/service.json",
        "README.md",
        "docs/http-servers.md"
      })
  void namesOnlyWhatTheCatalogueHas(String file) throws IOException {
    Set<String> known = known();
    Set<String> used = new TreeSet<>();
    Matcher names = NAME.matcher(Files.readString(ROOT.resolve(file)));
    while (names.find()) {
      used.add(names.group());
    }
    assertThat(used).isNotEmpty();
    assertThat(known).containsAll(used);
  }

  @Test
  void whatIsMeasuredOfHttpServersIsDocumented() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/http-servers.md"));
    for (Metric metric : Catalogue.all()) {
      if (metric.name().contains("http.server.")) {
        assertThat(document).contains("| `" + metric.prometheusName() + "` |");
      }
    }
  }

  @Test
  void theBoardHasAQueryInEachPanel() throws IOException {
    JsonElement board =
        JsonParser.parseString(Files.readString(ROOT.resolve("grafana/service.json")));
    for (JsonElement panel : board.getAsJsonObject().getAsJsonArray("panels")) {
      assertThat(panel.getAsJsonObject().getAsJsonArray("targets")).isNotEmpty();
    }
  }

  @Test
  void promtoolAcceptsTheRulesAndTheirTestsPass() throws Exception {
    assumeThat(onPath("promtool"))
        .as("promtool is not on the PATH (Debian's package prometheus has it)")
        .isTrue();
    promtool("check", "rules", "recording.yml", "alerts.yml");
    promtool("test", "rules", "alerts_test.yml");
  }

  private static void promtool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "promtool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(RULES.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(Set.of("otel_metric_overflow"));
    for (Metric metric : Catalogue.all()) {
      known.add(metric.prometheusName());
      known.addAll(metric.labels());
      if (metric.type() == Metric.Type.HISTOGRAM) {
        for (String suffix : new String[] {"_bucket", "_sum", "_count"}) {
          known.add(metric.prometheusName() + suffix);
        }
      }
    }
    return known;
  }
}
