package dev.sonde.boot;

/** The templates of paths that frameworks map handlers by, {@code /orders/{id: [0-9]+}}. */
final class PathTemplate {

  private PathTemplate() {}

  /** Puts one below the other, with one slash between them. */
  static String join(String base, String template) {
    if (template.isEmpty()) {
      return base.isEmpty() ? "/" : base;
    }
    boolean ends = base.endsWith("/");
    boolean starts = template.startsWith("/");
    if (ends && starts) {
      return base + template.substring(1);
    }
    return ends || starts ? base + template : base + '/' + template;
  }

  /**
   * The template with the names of its variables alone, {@code /orders/{id}}: what a variable's
   * value must look like is no part of a route.
   */
  static String named(String template) {
    if (template.indexOf('{') < 0 || template.indexOf(':') < 0) {
      return template;
    }
    StringBuilder named = new StringBuilder(template.length());
    int depth = 0;
    boolean inPattern = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (inPattern && c == '\\') {
        i++; // a brace that it quotes opens and closes nothing
        continue;
      }
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
        inPattern = inPattern && depth > 0;
      } else if (c == ':' && depth == 1) {
        inPattern = true;
      }
      boolean padding = depth == 1 && c == ' ';
      if (!inPattern && !padding) {
        named.append(c);
      }
    }
    return depth == 0 ? named.toString() : template;
  }
}
