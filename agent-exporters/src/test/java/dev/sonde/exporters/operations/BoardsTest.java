package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Boards that Grafana can load and an operator can read. */
class BoardsTest {

  @Test
  void everyPanelAnswersAQuestion() {
    SoftAssertions softly = new SoftAssertions();
    for (Board board : Shipped.boards()) {
      for (Panel panel : board.panels) {
        softly
            .assertThat(panel.description())
            .as(board.uid + ": " + panel.title)
            .contains("?")
            .hasSizeGreaterThan(25);
      }
    }
    softly.assertAll();
  }

  @Test
  void whatShowsDurationsOfRequestsAndCallsHasExemplars() throws IOException {
    for (Board board : Shipped.boards()) {
      for (JsonElement panel : panels(board)) {
        for (JsonElement target : targets(panel)) {
          String expression = target.getAsJsonObject().get("expr").getAsString();
          if (expression.contains("server_request_duration_seconds_bucket")
              || expression.contains("client_request_duration_seconds_bucket")
              || expression.contains("client_operation_duration_seconds_bucket")
              || expression.contains("call_duration_seconds_bucket")) {
            assertThat(target.getAsJsonObject().has("exemplar")).as(expression).isTrue();
          }
        }
      }
    }
  }

  @Test
  void uidsAndTitlesAreUniqueAndLinksLeadToABoard() throws IOException {
    List<String> uids = Shipped.boards().stream().map(board -> board.uid).toList();
    assertThat(uids).doesNotHaveDuplicates().allMatch(uid -> uid.startsWith("sonde-"));
    assertThat(Shipped.boards()).extracting(board -> board.title).doesNotHaveDuplicates();
    for (Alert alert : Shipped.alerts()) {
      assertThat(uids).as(alert.name).contains(alert.boardUid());
    }
    for (Board board : Shipped.boards()) {
      assertThat(Files.readString(file(board)).lines())
          .filteredOn(line -> line.contains("\"url\": \"/d/"))
          .allMatch(line -> uids.stream().anyMatch(uid -> line.contains("/d/" + uid + "?")));
    }
  }

  @Test
  void whatOpensABoardForAJobKnowsTheJob() throws IOException {
    int found = 0;
    for (Board board : Shipped.boards()) {
      for (JsonElement panel : panels(board)) {
        JsonObject config = panel.getAsJsonObject().getAsJsonObject("fieldConfig");
        if (config == null || !config.getAsJsonObject("defaults").has("links")) {
          continue;
        }
        found++;
        for (JsonElement target : targets(panel)) {
          assertThat(target.getAsJsonObject().get("legendFormat").getAsString())
              .as(board.uid + ": " + panel.getAsJsonObject().get("title"))
              .contains("{{job}}");
        }
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void noDatasourceIsNamedAndPanelsDoNotOverlap() throws IOException {
    for (Board board : Shipped.boards()) {
      Set<String> cells = new HashSet<>();
      Set<Integer> ids = new HashSet<>();
      for (JsonElement panel : panels(board)) {
        JsonObject json = panel.getAsJsonObject();
        assertThat(ids.add(json.get("id").getAsInt())).isTrue();
        JsonObject grid = json.getAsJsonObject("gridPos");
        for (int x = 0; x < grid.get("w").getAsInt(); x++) {
          for (int y = 0; y < grid.get("h").getAsInt(); y++) {
            int column = grid.get("x").getAsInt() + x;
            assertThat(column).isLessThan(Panel.COLUMNS);
            assertThat(cells.add(column + "," + (grid.get("y").getAsInt() + y)))
                .as(board.uid + ": " + json.get("title"))
                .isTrue();
          }
        }
      }
      assertThat(Files.readString(file(board)).lines())
          .filteredOn(line -> line.matches("\\s*\"uid\": .*"))
          .allMatch(line -> line.contains("${datasource}") || line.contains(board.uid));
    }
  }

  @Test
  void eachAlertIsDrawnOnItsBoard() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (Alert alert : Shipped.alerts()) {
      if (alert.area.equals("meta")) {
        continue;
      }
      softly
          .assertThat(Shipped.boards())
          .as(alert.name)
          .filteredOn(board -> board.uid.equals(alert.boardUid()))
          .anyMatch(board -> board.panels.stream().anyMatch(p -> p.alerts().contains(alert)));
    }
    softly.assertAll();
  }

  @Test
  void boardsAreValidByGrafanasSchemas() throws IOException {
    Path schemas = SharedData.directory("grafana-jsonschema");
    Schema dashboards = schema(schemas, "dashboard");
    String units = Files.readString(schemas.resolve("units.jsonschema.json"));
    SoftAssertions softly = new SoftAssertions();
    for (Board board : Shipped.boards()) {
      JsonObject json = JsonParser.parseString(Files.readString(file(board))).getAsJsonObject();
      softly.assertThat(dashboards.violations(json, "Dashboard")).as(board.uid).isEmpty();
      for (JsonElement each : panels(board)) {
        JsonObject panel = each.getAsJsonObject();
        String type = panel.get("type").getAsString();
        if (type.equals("row")) {
          continue;
        }
        String where = board.uid + ": " + panel.get("title").getAsString();
        Schema ofType = schema(schemas, type.replace("-", ""));
        softly.assertThat(ofType.violations(panel.get("options"), "Options")).as(where).isEmpty();
        JsonObject defaults = panel.getAsJsonObject("fieldConfig").getAsJsonObject("defaults");
        if (defaults.has("custom")) {
          softly
              .assertThat(ofType.violations(defaults.get("custom"), "FieldConfig"))
              .as(where)
              .isEmpty();
        }
        softly
            .assertThat(units)
            .as(where)
            .contains("\"const\": \"" + defaults.get("unit").getAsString() + "\"");
        Schema queries = schema(schemas, "prometheus");
        for (JsonElement target : targets(panel)) {
          softly.assertThat(queries.violations(target, "Dataquery")).as(where).isEmpty();
        }
      }
    }
    softly.assertAll();
  }

  private static Schema schema(Path directory, String name) throws IOException {
    String text = Files.readString(directory.resolve(name + ".jsonschema.json"));
    return new Schema(JsonParser.parseString(text).getAsJsonObject());
  }

  private static Path file(Board board) {
    return Shipped.ROOT.resolve("grafana").resolve(board.file());
  }

  private static List<JsonElement> panels(Board board) throws IOException {
    JsonElement json = JsonParser.parseString(Files.readString(file(board)));
    return json.getAsJsonObject().getAsJsonArray("panels").asList();
  }

  private static List<JsonElement> targets(JsonElement panel) {
    JsonObject json = panel.getAsJsonObject();
    return json.has("targets") ? json.getAsJsonArray("targets").asList() : new ArrayList<>();
  }
}
