package dev.sonde.exporters.operations;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes maps, lists and texts as YAML in its plainest form. */
final class Yaml {

  /** What YAML 1.1 or 1.2 takes for something else than a text. */
  private static final Pattern OTHER =
      Pattern.compile("[-+.]?[0-9][0-9_.eE+-]*|true|false|yes|no|on|off|y|n|null|~|");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9(][^\\n]*");

  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String write(String comment, Object value) {
    Yaml yaml = new Yaml();
    comment.lines().forEach(line -> yaml.out.append("# ").append(line).append('\n'));
    yaml.block(value, 0, false);
    return yaml.out.toString();
  }

  /** Writes a value that begins a line, or goes on after the dash of a list. */
  private void block(Object value, int indent, boolean afterDash) {
    boolean first = afterDash;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        indent(first ? 0 : indent).append(scalar(entry.getKey().toString())).append(':');
        child(entry.getValue(), indent);
        first = false;
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        indent(first ? 0 : indent).append("- ");
        if (element instanceof Map<?, ?> || element instanceof List<?>) {
          block(element, indent + 2, true);
        } else {
          out.append(scalar(element)).append('\n');
        }
        first = false;
      }
    }
  }

  private void child(Object value, int indent) {
    if (value instanceof Map<?, ?> map) {
      out.append(map.isEmpty() ? " {}\n" : "\n");
      block(value, indent + 2, false);
    } else if (value instanceof List<?> list) {
      out.append(list.isEmpty() ? " []\n" : "\n");
      block(value, indent + 2, false);
    } else if (value instanceof String text && text.contains("\n")) {
      out.append(" |-\n");
      text.lines().forEach(line -> indent(indent + 2).append(line).append('\n'));
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private StringBuilder indent(int columns) {
    return out.append(" ".repeat(columns));
  }

  private static String scalar(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    boolean plain =
        PLAIN.matcher(text).matches()
            && !OTHER.matcher(text).matches()
            && !text.contains(": ")
            && !text.contains(" #")
            && !text.endsWith(":")
            && !text.endsWith(" ");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
