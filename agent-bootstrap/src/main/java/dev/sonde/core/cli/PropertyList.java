package dev.sonde.core.cli;

import dev.sonde.core.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The configuration properties, for a terminal and for a document. */
final class PropertyList {

  private final List<Row> rows = new ArrayList<>();

  PropertyList() {
    for (Property<?> property : Property.all()) {
      rows.add(
          new Row(
              property.name(),
              property.allowed(),
              property.defaultText(),
              property.sentence(),
              property.otelNames()));
      if (property == Property.INSTRUMENT_DEFAULT) {
        rows.add(
            new Row(
                "sonde.instrument.NAME.enabled",
                property.allowed(),
                "",
                "Switches an instrumentation, or all of a family.",
                Collections.singletonList("otel.instrumentation.NAME.enabled")));
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(row.name).append('\n');
      text.append("    ").append(row.sentence).append('\n');
      text.append("    Takes ").append(row.allowed);
      if (!row.defaultText.isEmpty()) {
        text.append("; default ").append(row.defaultText);
      }
      text.append(".\n");
      if (!row.otelNames.isEmpty()) {
        text.append("    Also: ").append(String.join(", ", row.otelNames)).append('\n');
      }
    }
    return text.toString();
  }

  /** A table for a document in Markdown. */
  String markdown() {
    StringBuilder table = new StringBuilder();
    table.append("| property | takes | default | what it is | also accepted |\n");
    table.append("|---|---|---|---|---|\n");
    for (Row row : rows) {
      table.append("| ").append(code(row.name));
      table.append(" | ").append(row.allowed);
      table.append(" | ").append(row.defaultText.isEmpty() ? "" : code(row.defaultText));
      table.append(" | ").append(row.sentence).append(" | ");
      for (int i = 0; i < row.otelNames.size(); i++) {
        table.append(i == 0 ? "" : ", ").append(code(row.otelNames.get(i)));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String code(String text) {
    return '`' + text + '`';
  }

  /** A property as people read of it. */
  private static final class Row {
    final String name;
    final String allowed;
    final String defaultText;
    final String sentence;
    final List<String> otelNames;

    Row(String name, String allowed, String defaultText, String sentence, List<String> otelNames) {
      this.name = name;
      this.allowed = allowed;
      this.defaultText = defaultText;
      this.sentence = sentence;
      this.otelNames = otelNames;
    }
  }
}
