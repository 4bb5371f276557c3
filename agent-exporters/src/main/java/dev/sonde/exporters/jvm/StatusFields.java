package dev.sonde.exporters.jvm;

/** The numbers in texts with a name and a value on each line: /proc/self/status, cpu.stat. */
final class StatusFields {

  private StatusFields() {}

  /** The number of a name, units ignored; -1 where there is none. */
  static long number(String text, String name) {
    int line = 0;
    while (line >= 0 && line < text.length()) {
      int separator = line + name.length();
      if (text.startsWith(name, line) && separator < text.length()) {
        char c = text.charAt(separator);
        if (c == ':' || c == ' ' || c == '\t') {
          return numberAt(text, separator + 1);
        }
      }
      int end = text.indexOf('\n', line);
      line = end < 0 ? -1 : end + 1;
    }
    return -1;
  }

  private static long numberAt(String text, int from) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    try {
      return Long.parseLong(text.substring(start, end));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
