package dev.sonde.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ReportTest {

  private static final Figure CPU = Figure.compared("CPU <µs> & more", 1);
  private static final Figure SENT = Figure.told("bytes", 0);

  @TempDir private Path directory;

  private Report report;

  @BeforeEach
  void begin() {
    report =
        new Report(directory, "run", "none", variant -> variant.equals("datadog") ? "sonde" : null);
    report.fact("JDK", "17");
  }

  @Test
  void aCaseIsATableOfAllFigures() throws IOException {
    Results results = new Results();
    for (int round = 0; round < 3; round++) {
      results.of("hello", "none").add(CPU, 20 + round * 0.1);
      results.of("hello", "sonde").add(CPU, 22 + round);
      results.of("hello", "datadog").add(CPU, 40 + round);
      results.of("hello", "datadog").add(SENT, 1000);
    }
    report.add("steady", "Some load.", null, results, List.of());

    assertThat(markdown())
        .contains(
            "- JDK: 17",
            "## steady\n\nSome load.\n\nRounds: 3\n",
            "|  | CPU <µs> & more | bytes |",
            "| none | 20.1 (20.0 to 20.2) | – |",
            "| sonde | 23.0 (22.0 to 24.0) | – |",
            "| datadog | 41.0 (40.0 to 42.0) | 1000 (1000 to 1000) |",
            "| ratios | CPU <µs> & more |",
            "| sonde | 1.14 |",
            "| datadog | 2.04 (7.2 ×) |");
  }

  @Test
  void aFigureThatGrowsIsATableOverItsCases() throws IOException {
    report.add("growth", "More.", "threads", growing(), List.of());

    assertThat(markdown())
        .contains(
            "### CPU <µs> & more",
            "| threads | 0 | 1 | 64 |",
            "| none | 1.0 | 1.0 | 1.0 |",
            "| sonde | 1.5 | 2.0 | 33.0 |",
            "| datadog | – | 2.0 | 3.0 |");
  }

  @Test
  void failuresAndWhatIsLeftOutAreTold() throws IOException {
    report.leaveOut("boot", "it is not built");
    report.add("steady", "Some load.", null, new Results(), List.of("round 1, none: no server"));

    assertThat(markdown())
        .contains("## boot\n\nLeft out: it is not built.", "Failed: round 1, none: no server");
  }

  @Test
  void theAppendixComesLastAndOnce() throws IOException {
    report.appendix("Backends", List.of("bytes"), Map.of("sonde", List.of("1")));
    report.appendix("Backends", List.of("bytes"), Map.of("sonde", List.of("2")));
    report.leaveOut("boot", "it is not built");

    assertThat(markdown()).endsWith("## Backends\n\n|  | bytes |\n|---|---:|\n| sonde | 2 |\n");
  }

  @Test
  void barsAreWellFormedAndAsLongAsTheirMedians() throws Exception {
    Results results = new Results();
    results.of("hello", "none").add(CPU, 20);
    results.of("hello", "sonde").add(CPU, 40);
    report.add("steady", "Some load.", null, results, List.of());
    report.write();

    Document drawing = drawing("run-steady.svg");
    NodeList bars = drawing.getElementsByTagName("rect");
    // The first one is the ground.
    double none = attribute(bars, 1, "width");
    assertThat(attribute(bars, 2, "width")).isEqualTo(2 * none);
    assertThat(texts(drawing)).contains("CPU <µs> & more", "none", "sonde", "20.0", "40.0");
  }

  @Test
  void linesAreWellFormedAndHaveAPointACase() throws Exception {
    report.add("growth", "More.", "threads", growing(), List.of());
    report.write();

    Document drawing = drawing("run-growth.svg");
    NodeList points = drawing.getElementsByTagName("circle");
    assertThat(points.getLength()).isEqualTo(8);
    for (int i = 0; i < points.getLength(); i++) {
      assertThat(attribute(points, i, "cx")).isBetween(0.0, BarChart.WIDTH);
      assertThat(attribute(points, i, "cy")).isBetween(0.0, 300.0);
    }
    assertThat(texts(drawing)).contains("threads", "64", "none", "sonde", "datadog");
  }

  private static Results growing() {
    Results results = new Results();
    for (int threads : new int[] {0, 1, 64}) {
      String of = Integer.toString(threads);
      results.of(of, "none").add(CPU, 1);
      results
          .of(of, "sonde")
          .add(CPU, threads == 0 ? 1.5 : 1 + threads / 2.0 + 0.5 * (threads % 2));
      if (threads > 0) {
        results.of(of, "datadog").add(CPU, threads == 1 ? 2 : 3);
      }
    }
    return results;
  }

  private String markdown() throws IOException {
    return Files.readString(report.write());
  }

  private Document drawing(String name) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(directory.resolve(name).toFile());
  }

  private static double attribute(NodeList of, int index, String name) {
    return Double.parseDouble(of.item(index).getAttributes().getNamedItem(name).getNodeValue());
  }

  private static List<String> texts(Document drawing) {
    List<String> texts = new ArrayList<>();
    NodeList all = drawing.getElementsByTagName("text");
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }
}
