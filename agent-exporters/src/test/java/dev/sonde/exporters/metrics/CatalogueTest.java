package dev.sonde.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The catalogue against the project's draft of it, {@code shared/data/metric-catalogue.json}. */
class CatalogueTest {

  private static final String DRAFT = "shared/data/metric-catalogue.json";

  /** Those that the draft lacks. */
  private static final Set<String> OWN =
      Set.of(
          "sonde.http.server.queue.size",
          "sonde.db.client.connection.leaks",
          "sonde.db.client.fetch.duration",
          "sonde.db.client.n_plus_one",
          "sonde.rpc.client.connections",
          "sonde.rpc.client.reconnects",
          "sonde.redis.client.blocking.duration",
          "sonde.redis.client.upkeep.duration",
          "sonde.s3.client.first_byte.duration");

  @TestFactory
  List<DynamicTest> everyMetricIsAsInTheDraft() throws IOException {
    Map<String, JsonObject> draft = draft();
    List<DynamicTest> tests = new ArrayList<>();
    for (Metric metric : Catalogue.all()) {
      if (OWN.contains(metric.name())) {
        continue;
      }
      tests.add(
          DynamicTest.dynamicTest(
              metric.name(), () -> assertEqual(metric, draft.get(metric.name()))));
    }
    return tests;
  }

  @Test
  void noNameIsDefinedTwice() {
    assertThat(Catalogue.all()).extracting(Metric::name).doesNotHaveDuplicates();
    assertThat(Catalogue.all()).extracting(Metric::prometheusName).doesNotHaveDuplicates();
  }

  @Test
  void exactlyTheHistogramsHaveBucketsAndTheseRise() {
    for (Metric metric : Catalogue.all()) {
      assertThat(metric.buckets().length > 0)
          .as(metric.name())
          .isEqualTo(metric.type() == Metric.Type.HISTOGRAM);
      assertThat(metric.buckets()).as(metric.name()).isSorted().doesNotHaveDuplicates();
    }
  }

  private static void assertEqual(Metric metric, JsonObject draft) {
    assertThat(draft).as("the draft has " + metric.name()).isNotNull();
    assertThat(metric.category()).isEqualTo(draft.get("category").getAsString());
    assertThat(metric.prometheusName()).isEqualTo(draft.get("prometheus").getAsString());
    assertThat(metric.unit()).isEqualTo(draft.get("unit").getAsString());
    assertThat(metric.type()).isEqualTo(type(draft.get("type").getAsString()));
    List<String> attributes = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (JsonElement label : draft.getAsJsonArray("labels")) {
      attributes.add(label.getAsJsonObject().get("attribute").getAsString());
      labels.add(label.getAsJsonObject().get("label").getAsString());
    }
    assertThat(metric.attributes()).isEqualTo(attributes);
    assertThat(metric.labels()).isEqualTo(labels);
    List<Double> buckets = new ArrayList<>();
    if (draft.has("buckets")) {
      for (JsonElement bucket : draft.getAsJsonArray("buckets")) {
        buckets.add(bucket.getAsDouble());
      }
    }
    assertThat(metric.buckets())
        .containsExactly(buckets.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A state set is one gauge for each state, which the code has no type of its own for. */
  private static Metric.Type type(String draft) {
    return switch (draft) {
      case "counter" -> Metric.Type.COUNTER;
      case "updowncounter", "stateset" -> Metric.Type.UP_DOWN_COUNTER;
      case "gauge" -> Metric.Type.GAUGE;
      case "histogram" -> Metric.Type.HISTOGRAM;
      case "info" -> Metric.Type.INFO;
      default -> throw new AssertionError("unknown type " + draft);
    };
  }

  private static Map<String, JsonObject> draft() throws IOException {
    Path file = null;
    for (Path dir = Path.of("").toAbsolutePath();
        dir != null && file == null;
        dir = dir.getParent()) {
      Path candidate = dir.resolve(DRAFT);
      file = Files.isRegularFile(candidate) ? candidate : null;
    }
    assumeTrue(file != null, "No " + DRAFT + " beside this clone: the catalogue is not compared.");
    JsonObject json = new Gson().fromJson(Files.readString(file), JsonObject.class);
    Map<String, JsonObject> byName = new HashMap<>();
    for (JsonElement metric : json.getAsJsonArray("metrics")) {
      byName.put(metric.getAsJsonObject().get("name").getAsString(), metric.getAsJsonObject());
    }
    return byName;
  }
}
