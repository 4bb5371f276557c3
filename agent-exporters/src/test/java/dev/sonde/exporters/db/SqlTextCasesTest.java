package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conventions' own cases, {@code shared/data/db-sql-test-cases.json}. */
class SqlTextCasesTest {

  private static final String CASES = "shared/data/db-sql-test-cases.json";

  @TestFactory
  List<DynamicTest> everyCaseIsMet() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement element : cases()) {
      JsonObject one = element.getAsJsonObject();
      tests.add(DynamicTest.dynamicTest(one.get("name").getAsString(), () -> assertMet(one)));
    }
    return tests;
  }

  private static void assertMet(JsonObject one) {
    JsonObject input = one.getAsJsonObject("input");
    JsonObject expected = one.getAsJsonObject("expected");
    List<String> texts = new ArrayList<>();
    for (JsonElement text : expected.getAsJsonArray("db.query.text")) {
      texts.add(text.getAsString());
    }
    SqlText text =
        SqlText.of(
            input.get("query").getAsString(),
            Dialect.of(input.get("db.system.name").getAsString()));

    assertThat(text.text()).isIn(texts);
    assertThat(text.summary()).isEqualTo(expected.get("db.query.summary").getAsString());
  }

  private static JsonArray cases() throws IOException {
    Path file = null;
    for (Path dir = Path.of("").toAbsolutePath();
        dir != null && file == null;
        dir = dir.getParent()) {
      Path candidate = dir.resolve(CASES);
      file = Files.isRegularFile(candidate) ? candidate : null;
    }
    assumeTrue(file != null, "No " + CASES + " beside this clone: its cases are not run.");
    return JsonParser.parseString(Files.readString(file)).getAsJsonArray();
  }
}
