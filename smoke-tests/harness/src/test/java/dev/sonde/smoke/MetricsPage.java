package dev.sonde.smoke;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape in the Prometheus text format, as samples. */
record MetricsPage(String text, List<Sample> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One line of a scrape. A label with an empty value is the same as no label. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static MetricsPage parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        samples.add(sample(line));
      }
    }
    return new MetricsPage(text, List.copyOf(samples));
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    return new Sample(matcher.group(1), labels(matcher.group(2), line), number(matcher.group(3)));
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new TreeMap<>();
    if (text == null) {
      return labels;
    }
    Matcher matcher = LABEL.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      if (!matcher.group(2).isEmpty()) {
        String value = matcher.group(2).replace("\\\"", "\"").replace("\\n", "\n");
        labels.put(matcher.group(1), value.replace("\\\\", "\\"));
      }
      end = matcher.end();
    }
    if (end != text.length()) {
      throw new AssertionError("bad labels: " + line);
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The samples of a name. */
  List<Sample> samples(String name) {
    return samples.stream().filter(sample -> sample.name.equals(name)).toList();
  }

  /** The value of the sample that has exactly these labels, 0 where there is none. */
  double value(String name, String... labels) {
    Map<String, String> wanted = pairs(labels);
    List<Sample> found =
        samples(name).stream().filter(sample -> sample.labels.equals(wanted)).toList();
    if (found.size() > 1) {
      throw new AssertionError("more than one: " + found);
    }
    return found.isEmpty() ? 0 : found.get(0).value;
  }

  /** The sum of the samples that have these labels among others. */
  double sum(String name, String... labels) {
    Map<String, String> wanted = pairs(labels);
    return samples(name).stream()
        .filter(sample -> sample.labels.entrySet().containsAll(wanted.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static Map<String, String> pairs(String... labels) {
    Map<String, String> pairs = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.put(labels[i], labels[i + 1]);
    }
    return pairs;
  }
}
