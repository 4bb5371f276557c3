package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of the project name metrics and labels that the agent has. */
class DocumentedMetricsTest {

  private static final Path ROOT = Path.of("..");

  /** A name in an expression; what a recording rule made contains colons. */
  private static final Pattern NAME =
      Pattern.compile("(?<![:\\w$])(http|jvm|sonde|otel|process|target)_[a-z0-9_]+(?![:\\w])");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/http-servers.md"})
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
