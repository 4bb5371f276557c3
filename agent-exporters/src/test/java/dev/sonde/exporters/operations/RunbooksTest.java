package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds out what to do. */
class RunbooksTest {

  private static final List<String> SECTIONS =
      List.of("## Meaning", "## Impact", "## Diagnosis", "## Mitigation", "## When it is noise");
  private static final Pattern QUERY = Pattern.compile("(?m)^ {8}(\\S.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  @Test
  void everyAlertHasOneWithAllItsParts() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Alert alert : Shipped.alertsWithRunbooks()) {
      Path runbook = runbook(alert);
      if (!Files.exists(runbook)) {
        missing.add(alert.name);
        continue;
      }
      String text = Files.readString(runbook);
      assertThat(text).startsWith("# " + alert.name + "\n").contains(Runbook.facts(alert));
      assertThat(text.lines().filter(line -> line.startsWith("## ")))
          .as(alert.name)
          .containsExactlyElementsOf(SECTIONS);
      for (String part : text.split("(?m)^## .*$", -1)) {
        assertThat(part.strip()).as(alert.name).isNotEmpty();
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void queriesNameWhatThereIs() throws IOException {
    PromqlNames names = new PromqlNames(Shipped.allGroups());
    for (Alert alert : Shipped.alertsWithRunbooks()) {
      Matcher queries = QUERY.matcher(Files.readString(runbook(alert)));
      while (queries.find()) {
        String query = queries.group(1);
        assertThat(names.unknown(query)).as(alert.name + ": " + query).isEmpty();
      }
    }
  }

  @Test
  void queriesAreUnderstood() throws Exception {
    List<String> queries = new ArrayList<>();
    for (Alert alert : Shipped.alertsWithRunbooks()) {
      Matcher all = QUERY.matcher(Files.readString(runbook(alert)));
      while (all.find()) {
        queries.add(all.group(1));
      }
    }
    ExpressionsTest.assertUnderstood(queries);
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    Set<String> checked = new HashSet<>();
    for (Alert alert : Shipped.alertsWithRunbooks()) {
      Path runbook = runbook(alert);
      Matcher links = LINK.matcher(Files.readString(runbook));
      while (links.find()) {
        if (!links.group(1).contains("://") && checked.add(links.group(1))) {
          assertThat(runbook.resolveSibling(links.group(1))).as(alert.name).exists();
        }
      }
    }
    assertThat(checked).isNotEmpty();
  }

  @Test
  void objectivesAreDocumentedAsTheyAre() throws IOException {
    String document = Files.readString(Shipped.ROOT.resolve("docs/error-budgets.md"));
    for (Slo slo : Slo.readAll(Shipped.ROOT.resolve("prometheus-rules/slo"))) {
      String promised = Promql.number(slo.objective() * 100) + " %";
      assertThat(document.lines())
          .filteredOn(line -> line.startsWith("| `" + slo.name() + "` |"))
          .singleElement()
          .asString()
          .endsWith("| " + promised + " |");
    }
  }

  private static Path runbook(Alert alert) {
    return Shipped.ROOT.resolve("docs/runbooks").resolve(alert.name + ".md");
  }
}
