package dev.sonde.exporters.operations;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema: as much of draft 7 and of Kubernetes' form of it as the schemas use that files are
 * judged by.
 */
final class Schema {

  private final JsonObject document;

  Schema(JsonObject document) {
    this.document = document;
  }

  /** What is wrong with a value by the schema at a pointer; empty where nothing is. */
  List<String> violations(JsonElement value, JsonObject schema) {
    List<String> violations = new ArrayList<>();
    check(value, schema, "$", violations);
    return violations;
  }

  List<String> violations(JsonElement value, String definition) {
    return violations(value, definition(definition));
  }

  JsonObject definition(String name) {
    return document.getAsJsonObject("definitions").getAsJsonObject(name);
  }

  private void check(JsonElement value, JsonObject schema, String at, List<String> out) {
    if (schema.has("$ref")) {
      check(value, definition(schema.get("$ref").getAsString().replaceFirst(".*/", "")), at, out);
    }
    if (schema.has("type") && !isOf(schema.get("type"), value)) {
      out.add(at + " is not of type " + schema.get("type"));
      return;
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      out.add(at + " is not " + schema.get("const"));
    }
    if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(value)) {
      out.add(at + " is none of " + schema.get("enum"));
    }
    if (schema.has("pattern")
        && value.isJsonPrimitive()
        && !Pattern.compile(schema.get("pattern").getAsString())
            .matcher(value.getAsString())
            .find()) {
      out.add(at + " does not match " + schema.get("pattern"));
    }
    combined(value, schema, at, out);
    if (value.isJsonObject()) {
      checkObject(value.getAsJsonObject(), schema, at, out);
    }
    if (value.isJsonArray() && schema.has("items")) {
      for (int i = 0; i < value.getAsJsonArray().size(); i++) {
        JsonElement item = value.getAsJsonArray().get(i);
        check(item, schema.getAsJsonObject("items"), at + "[" + i + "]", out);
      }
    }
  }

  private void combined(JsonElement value, JsonObject schema, String at, List<String> out) {
    if (schema.has("allOf")) {
      schema.getAsJsonArray("allOf").forEach(all -> check(value, all.getAsJsonObject(), at, out));
    }
    for (String any : List.of("anyOf", "oneOf")) {
      if (!schema.has(any)) {
        continue;
      }
      List<String> closest = null;
      for (JsonElement alternative : schema.getAsJsonArray(any)) {
        List<String> violations = new ArrayList<>();
        check(value, alternative.getAsJsonObject(), at, violations);
        if (closest == null || violations.size() < closest.size()) {
          closest = violations;
        }
      }
      if (closest != null) {
        out.addAll(closest);
      }
    }
  }

  private void checkObject(JsonObject value, JsonObject schema, String at, List<String> out) {
    if (schema.has("required")) {
      for (JsonElement required : schema.getAsJsonArray("required")) {
        if (!value.has(required.getAsString())) {
          out.add(at + " lacks " + required.getAsString());
        }
      }
    }
    JsonObject properties =
        schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
    JsonElement others = schema.get("additionalProperties");
    for (Map.Entry<String, JsonElement> entry : value.entrySet()) {
      String where = at + "." + entry.getKey();
      JsonObject patterned = patterned(schema, entry.getKey());
      if (properties.has(entry.getKey())) {
        check(entry.getValue(), properties.getAsJsonObject(entry.getKey()), where, out);
      } else if (patterned != null) {
        check(entry.getValue(), patterned, where, out);
      } else if (others != null && others.isJsonObject()) {
        check(entry.getValue(), others.getAsJsonObject(), where, out);
      } else if (others != null && !others.getAsBoolean()) {
        out.add(where + " is not known");
      }
    }
  }

  private static @Nullable JsonObject patterned(JsonObject schema, String name) {
    if (schema.has("patternProperties")) {
      JsonObject patterns = schema.getAsJsonObject("patternProperties");
      for (String pattern : patterns.keySet()) {
        if (Pattern.compile(pattern).matcher(name).find()) {
          return patterns.getAsJsonObject(pattern);
        }
      }
    }
    return null;
  }

  private static boolean isOf(JsonElement types, JsonElement value) {
    return types.isJsonArray()
        ? types.getAsJsonArray().asList().stream().anyMatch(type -> isOf(type.getAsString(), value))
        : isOf(types.getAsString(), value);
  }

  private static boolean isOf(String type, JsonElement value) {
    return switch (type) {
      case "object" -> value.isJsonObject();
      case "array" -> value.isJsonArray();
      case "null" -> value.isJsonNull();
      case "string" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
      case "boolean" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
      case "number" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
      case "integer" ->
          value.isJsonPrimitive()
              && value.getAsJsonPrimitive().isNumber()
              && value.getAsDouble() == Math.rint(value.getAsDouble());
      default -> throw new IllegalArgumentException(type);
    };
  }
}
