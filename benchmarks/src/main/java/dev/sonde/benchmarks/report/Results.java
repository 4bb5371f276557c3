package dev.sonde.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario has measured: samples by case, variant and figure, each in the order they came.
 */
public final class Results {

  private final Map<String, Map<String, Map<Figure, Sample>>> cases = new LinkedHashMap<>();

  /** Takes the figures of one case and variant. */
  public static final class Row {

    private final Map<Figure, Sample> samples;

    private Row(Map<Figure, Sample> samples) {
      this.samples = samples;
    }

    /** Adds what a round has measured. */
    public void add(Figure figure, double value) {
      samples.computeIfAbsent(figure, added -> new Sample()).add(value);
    }
  }

  /** Where the figures of a case and a variant go to. */
  public Row of(String caseName, String variant) {
    return new Row(
        cases
            .computeIfAbsent(caseName, added -> new LinkedHashMap<>())
            .computeIfAbsent(variant, added -> new LinkedHashMap<>()));
  }

  /** What is told each value. */
  public interface Visitor {
    void value(String caseName, String variant, Figure figure, double value);
  }

  /** Tells each value, by case, variant and figure in the order they came. */
  public void forEach(Visitor visitor) {
    cases.forEach(
        (caseName, byVariant) ->
            byVariant.forEach(
                (variant, samples) ->
                    samples.forEach(
                        (figure, sample) ->
                            sample.forEach(
                                value -> visitor.value(caseName, variant, figure, value)))));
  }

  /** Takes over what was measured elsewhere. */
  public void addAll(Results others) {
    others.forEach((caseName, variant, figure, value) -> of(caseName, variant).add(figure, value));
  }

  /** How many values there are of what has the most. */
  int rounds() {
    int[] most = {0};
    cases
        .values()
        .forEach(
            byVariant ->
                byVariant
                    .values()
                    .forEach(
                        samples ->
                            samples
                                .values()
                                .forEach(sample -> most[0] = Math.max(most[0], sample.size()))));
    return most[0];
  }

  List<String> cases() {
    return List.copyOf(cases.keySet());
  }

  List<String> variants() {
    Set<String> variants = new LinkedHashSet<>();
    cases.values().forEach(byVariant -> variants.addAll(byVariant.keySet()));
    return List.copyOf(variants);
  }

  List<Figure> figures() {
    Set<Figure> figures = new LinkedHashSet<>();
    cases
        .values()
        .forEach(
            byVariant -> byVariant.values().forEach(samples -> figures.addAll(samples.keySet())));
    return List.copyOf(figures);
  }

  @Nullable Sample sample(String caseName, String variant, Figure figure) {
    return cases.getOrDefault(caseName, Map.of()).getOrDefault(variant, Map.of()).get(figure);
  }
}
