package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An exposition read by the letter of its format: everything that a lenient scraper would let pass
 * is an assertion error.
 */
final class ParsedExposition {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("NaN|[+-]Inf|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  final Map<String, Family> families = new LinkedHashMap<>();
  private final boolean openMetrics;
  private Family current;

  static final class Family {
    final String name;
    String help;
    String type;
    String unit;
    final List<Sample> samples = new ArrayList<>();

    Family(String name) {
      this.name = name;
    }
  }

  record Sample(String name, Map<String, String> labels, double value, Exemplar exemplar) {}

  record Exemplar(Map<String, String> labels, double value, double timestamp) {}

  private ParsedExposition(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  static ParsedExposition of(String text, boolean openMetrics) {
    ParsedExposition parsed = new ParsedExposition(openMetrics);
    String lines = text;
    if (openMetrics) {
      assertThat(text).endsWith("# EOF\n");
      lines = text.substring(0, text.length() - "# EOF\n".length());
    }
    assertThat(lines.isEmpty() || lines.endsWith("\n")).as("the last line ends").isTrue();
    for (String line : lines.isEmpty() ? new String[0] : lines.split("\n", -1)) {
      if (line.startsWith("#")) {
        parsed.comment(line);
      } else if (!line.isEmpty()) {
        parsed.sample(line);
      }
    }
    assertThat(lines).doesNotContain("\n\n").doesNotContain("# EOF");
    for (Family family : parsed.families.values()) {
      parsed.check(family);
    }
    return parsed;
  }

  /** The value of the one sample of this name and these labels, {@code name, label, value…}. */
  double value(String name, String... labels) {
    return sample(name, labels).value();
  }

  Sample sample(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    for (Family family : families.values()) {
      for (Sample sample : family.samples) {
        if (sample.name().equals(name) && sample.labels().equals(wanted)) {
          return sample;
        }
      }
    }
    throw new AssertionError("no sample " + name + wanted);
  }

  private void comment(String line) {
    String[] words = line.split(" ", 4);
    assertThat(words).as(line).hasSizeGreaterThanOrEqualTo(3);
    assertThat(words[0]).isEqualTo("#");
    assertThat(words[2]).matches(NAME);
    if (current == null || !current.name.equals(words[2])) {
      current = new Family(words[2]);
      assertThat(families.put(current.name, current)).as(line + " comes once").isNull();
    }
    assertThat(current.samples).as(line + " comes before samples").isEmpty();
    switch (words[1]) {
      case "HELP" -> {
        assertThat(current.help).isNull();
        current.help = unescape(words[3], openMetrics);
      }
      case "TYPE" -> {
        assertThat(current.type).isNull();
        current.type = words[3];
      }
      case "UNIT" -> {
        assertThat(openMetrics).isTrue();
        assertThat(current.unit).isNull();
        current.unit = words[3];
        assertThat(current.name).endsWith("_" + current.unit);
      }
      default -> throw new AssertionError(line);
    }
  }

  private void sample(String line) {
    assertThat(current).as(line).isNotNull();
    int brace = line.indexOf('{');
    int space = line.indexOf(' ');
    int nameEnd = brace >= 0 && brace < space ? brace : space;
    String name = line.substring(0, nameEnd);
    assertThat(name).matches(NAME);
    Map<String, String> labels = new TreeMap<>();
    int at = nameEnd;
    if (line.charAt(at) == '{') {
      at = labels(line, at, labels);
    }
    assertThat(line.charAt(at)).as(line).isEqualTo(' ');
    int exemplarAt = line.indexOf(" # ", at);
    String number = line.substring(at + 1, exemplarAt < 0 ? line.length() : exemplarAt);
    Exemplar exemplar = exemplarAt < 0 ? null : exemplar(line, exemplarAt + 3);
    Sample sample = new Sample(name, labels, number(number), exemplar);
    for (Sample other : current.samples) {
      assertThat(other.name().equals(name) && other.labels().equals(labels))
          .as("twice: " + line)
          .isFalse();
    }
    current.samples.add(sample);
  }

  private Exemplar exemplar(String line, int start) {
    assertThat(openMetrics).as("an exemplar in " + line).isTrue();
    Map<String, String> labels = new TreeMap<>();
    int at = labels(line, start, labels);
    int length = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      length += label.getKey().length() + label.getValue().length();
    }
    assertThat(length).isLessThanOrEqualTo(128);
    String[] rest = line.substring(at + 1).split(" ");
    assertThat(rest).hasSize(2);
    return new Exemplar(labels, number(rest[0]), number(rest[1]));
  }

  private static int labels(String line, int start, Map<String, String> labels) {
    int at = start + 1;
    while (line.charAt(at) != '}') {
      if (!labels.isEmpty()) {
        assertThat(line.charAt(at)).as(line).isEqualTo(',');
        at++;
      }
      int equals = line.indexOf("=\"", at);
      String name = line.substring(at, equals);
      assertThat(name).as(line).matches(LABEL_NAME);
      int end = equals + 2;
      while (line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      String value = unescape(line.substring(equals + 2, end), true);
      assertThat(labels.put(name, value)).as(name + " comes once in " + line).isNull();
      at = end + 1;
    }
    return at + 1;
  }

  private static String unescape(String text, boolean quotes) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        assertThat(quotes && c == '"').as("a bare quotation mark in " + text).isFalse();
        plain.append(c);
      } else {
        char escaped = text.charAt(++i);
        assertThat(escaped == 'n' || escaped == '\\' || (quotes && escaped == '"')).isTrue();
        plain.append(escaped == 'n' ? '\n' : escaped);
      }
    }
    return plain.toString();
  }

  private static double number(String text) {
    assertThat(text).matches(NUMBER);
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void check(Family family) {
    assertThat(family.help).as(family.name + " has help").isNotEmpty();
    assertThat(family.type).as(family.name + " has a type").isNotEmpty();
    Map<Map<String, String>, List<Sample>> buckets = new LinkedHashMap<>();
    Map<Map<String, String>, Double> counts = new LinkedHashMap<>();
    Set<Map<String, String>> sums = new HashSet<>();
    for (Sample sample : family.samples) {
      String suffix = sample.name().substring(family.name.length());
      assertThat(sample.name()).startsWith(family.name);
      if (sample.exemplar() != null) {
        assertThat(suffix).isEqualTo("_bucket");
      }
      switch (family.type) {
        case "histogram" -> {
          switch (suffix) {
            case "_bucket" -> {
              Map<String, String> series = new TreeMap<>(sample.labels());
              assertThat(series.remove("le")).isNotNull();
              buckets.computeIfAbsent(series, any -> new ArrayList<>()).add(sample);
            }
            case "_count" -> counts.put(sample.labels(), sample.value());
            case "_sum" -> sums.add(sample.labels());
            default -> throw new AssertionError(sample);
          }
        }
        case "counter" -> {
          assertThat(suffix).isEqualTo(openMetrics ? "_total" : "");
          assertThat(sample.value()).isNotNegative();
        }
        case "info" -> {
          assertThat(openMetrics).isTrue();
          assertThat(suffix).isEqualTo("_info");
          assertThat(sample.value()).isEqualTo(1);
          assertThat(family.unit).isNull();
        }
        case "gauge" -> assertThat(suffix).isEmpty();
        default -> throw new AssertionError(family.type);
      }
    }
    assertThat(counts.keySet()).isEqualTo(buckets.keySet()).isEqualTo(sums);
    buckets.forEach((series, lines) -> checkBuckets(lines, counts.get(series)));
  }

  private static void checkBuckets(List<Sample> buckets, double count) {
    double bound = Double.NEGATIVE_INFINITY;
    double below = 0;
    for (Sample bucket : buckets) {
      double next = number(bucket.labels().get("le"));
      assertThat(next).isGreaterThan(bound);
      assertThat(bucket.value()).isGreaterThanOrEqualTo(below);
      if (bucket.exemplar() != null) {
        assertThat(bucket.exemplar().value()).isLessThanOrEqualTo(next).isGreaterThan(bound);
      }
      bound = next;
      below = bucket.value();
    }
    assertThat(bound).isInfinite();
    assertThat(below).isEqualTo(count);
  }
}
