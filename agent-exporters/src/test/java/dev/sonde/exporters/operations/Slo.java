package dev.sonde.exporters.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service level objective, as its OpenSLO document says it.
 *
 * @param bad the selector of the counter of bad events; empty where {@code good} is told
 * @param good the selector of the counter of good events; empty where {@code bad} is told
 * @param total the selector of the counter of all events
 */
record Slo(
    String name,
    String title,
    String area,
    double objective,
    String bad,
    String good,
    String total) {

  /** The documents of a directory, by name. */
  static List<Slo> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Slo::read)
          .toList();
    }
  }

  private static Slo read(Path file) {
    try {
      org.yaml.snakeyaml.Yaml yaml =
          new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()));
      Map<String, Object> document = yaml.load(Files.readString(file));
      if (!"openslo/v1".equals(document.get("apiVersion")) || !"SLO".equals(document.get("kind"))) {
        throw new IllegalArgumentException("no SLO of openslo/v1");
      }
      Map<String, Object> metadata = map(document, "metadata");
      Map<String, Object> spec = map(document, "spec");
      Map<String, Object> window = first(spec, "timeWindow");
      if (!"30d".equals(window.get("duration")) || !Boolean.TRUE.equals(window.get("isRolling"))) {
        throw new IllegalArgumentException("the window is not the last 30d");
      }
      double objective = ((Number) first(spec, "objectives").get("target")).doubleValue();
      if (objective <= 0 || objective >= 1) {
        throw new IllegalArgumentException("the target is not between 0 and 1");
      }
      Map<String, Object> ratio = map(map(map(spec, "indicator"), "spec"), "ratioMetric");
      return new Slo(
          (String) metadata.get("name"),
          (String) metadata.get("displayName"),
          (String) map(metadata, "labels").get("area"),
          objective,
          query(ratio, "bad"),
          query(ratio, "good"),
          query(ratio, "total"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static String query(Map<String, Object> ratio, String which) {
    if (!ratio.containsKey(which)) {
      return "";
    }
    Map<String, Object> source = map(map(ratio, which), "metricSource");
    return ((String) map(source, "spec").get("query")).strip();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> in, String key) {
    if (!(in.get(key) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("there is no " + key);
    }
    return (Map<String, Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(Map<String, Object> in, String key) {
    return ((List<Map<String, Object>>) in.get(key)).get(0);
  }
}
