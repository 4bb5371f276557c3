package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The resource as the labels of {@code target_info}. */
final class TargetInfo {

  /** A command line may hold secrets, and a process number is new at each start. */
  private static final String NOT_EXPOSED = "process.";

  private final byte[] labels;

  TargetInfo(Resource resource) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, Object> attribute : new TreeMap<>(resource.attributes()).entrySet()) {
      if (!attribute.getKey().startsWith(NOT_EXPOSED)) {
        String name = labelName(attribute.getKey());
        String value = text(attribute.getValue());
        String same = values.get(name);
        values.put(name, same == null ? value : same + ";" + value);
      }
    }
    Bytes text = new Bytes(1024);
    for (Map.Entry<String, String> label : values.entrySet()) {
      if (text.length() > 0) {
        text.put(',');
      }
      text.put(label.getKey()).put("=\"").putQuoted(label.getValue()).put('"');
    }
    this.labels = text.toArray();
  }

  /** {@code a="x",b="y"}. */
  byte[] labels() {
    return labels;
  }

  /** A name in which all that Prometheus does not allow is one underscore. */
  private static String labelName(String attribute) {
    StringBuilder name = new StringBuilder(attribute.length() + 1);
    for (int i = 0; i < attribute.length(); i++) {
      char c = attribute.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        if (digit && name.length() == 0) {
          name.append('_');
        }
        name.append(c);
      } else if (name.length() == 0 || name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    return name.length() == 0 ? "_" : name.toString();
  }

  /** A list as the conventions write it, {@code ["a","b"]}. */
  private static String text(Object value) {
    if (!(value instanceof List)) {
      return value.toString();
    }
    StringBuilder text = new StringBuilder("[");
    for (Object element : (List<?>) value) {
      if (text.length() > 1) {
        text.append(',');
      }
      String quoted = String.valueOf(element).replace("\\", "\\\\").replace("\"", "\\\"");
      text.append('"').append(quoted).append('"');
    }
    return text.append(']').toString();
  }
}
