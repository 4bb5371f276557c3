package dev.sonde.exporters.operations;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is written as YAML or JSON: maps, which keep their order, lists and values. */
final class Tree {

  private Tree() {}

  /** A map of keys and values in turn. */
  static Map<String, Object> ordered(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
