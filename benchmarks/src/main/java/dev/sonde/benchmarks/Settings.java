package dev.sonde.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the command line says, as {@code --name=value}. */
final class Settings {

  private static final Set<String> NAMES =
      Set.of(
          "scenarios",
          "agents",
          "rounds",
          "size",
          "container",
          "jdk",
          "seconds",
          "samples",
          "what",
          "out");

  private final Map<String, String> values = new LinkedHashMap<>();

  Settings(String... arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--")
          || equals < 0
          || !NAMES.contains(argument.substring(2, equals))) {
        throw new IllegalArgumentException(argument + " is none of --NAME=VALUE with " + NAMES);
      }
      values.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return has(name) ? Integer.parseInt(get(name, "")) : otherwise;
  }
}
