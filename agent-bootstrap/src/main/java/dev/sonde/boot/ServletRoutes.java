package dev.sonde.boot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the servlet mapping that a request matched into its route. A route that has to be put
 * together is put together once.
 */
final class ServletRoutes {

  /** Far above the number of mappings of any application. */
  private static final int MOST_KEPT = 1000;

  /** By context path, then by the matched part of the path, which is one of the mapping's own. */
  private static final Map<String, Map<String, String>> BELOW = new ConcurrentHashMap<>();

  private static final Map<String, Map<String, String>> EXTENSIONS = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, String>> EXACT = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, String>> UNROOTED = new ConcurrentHashMap<>();

  private ServletRoutes() {}

  /**
   * A template below what stands before it in each path, {@code /shop} before {@code /cart/{id}}.
   */
  static String below(@Nullable String base, String template) {
    boolean rooted = template.startsWith("/");
    if (base == null || base.isEmpty() || base.equals("/")) {
      return rooted ? template : kept(EXACT, "/", "", template, "");
    }
    return kept(EXACT, rooted || template.isEmpty() ? base : base + '/', "", template, "");
  }

  /** By which of a servlet's patterns a path was mapped to it, as {@link #route} has it. */
  static String match(String[] patterns, @Nullable String servletPath, @Nullable String pathInfo) {
    String path = servletPath == null ? "" : servletPath;
    String match = "DEFAULT";
    for (String pattern : patterns) {
      if (pattern.equals(path) && (pathInfo == null || path.isEmpty())) {
        return path.isEmpty() ? "CONTEXT_ROOT" : "EXACT";
      }
      if (pattern.length() == path.length() + 2
          && pattern.startsWith(path)
          && pattern.endsWith("/*")) {
        match = "PATH";
      } else if (match.equals("DEFAULT")
          && pattern.startsWith("*.")
          && path.regionMatches(
              path.length() - pattern.length() + 1, pattern, 1, pattern.length() - 1)) {
        match = "EXTENSION";
      }
    }
    return match;
  }

  /**
   * The route of a mapping.
   *
   * @param match the name of the servlet API's {@code MappingMatch}
   */
  static @Nullable String route(
      String match, @Nullable String contextPath, @Nullable String wrapperPath) {
    String path = wrapperPath == null ? "" : wrapperPath;
    String context = contextPath == null || contextPath.equals("/") ? "" : contextPath;
    switch (match) {
      case "EXACT":
        return context.isEmpty() ? path : kept(EXACT, context, "", path, "");
      case "PATH":
        return kept(BELOW, context, "", path, "/*");
      case "EXTENSION":
        int dot = path.lastIndexOf('.');
        return dot < 0 ? null : kept(EXTENSIONS, context, "/*", path.substring(dot), "");
      case "DEFAULT":
        return kept(BELOW, context, "", "", "/*");
      case "CONTEXT_ROOT":
        return kept(EXACT, context, "", "/", "");
      default:
        return null;
    }
  }

  /**
   * The route of a mapping.
   *
   * @param pattern as the deployment descriptor has it: {@code /cart}, {@code /orders/*}, {@code
   *     *.jsp}, {@code /}, or empty for the context's root
   */
  static String route(@Nullable String contextPath, String pattern) {
    String context = contextPath == null || contextPath.equals("/") ? "" : contextPath;
    if (pattern.equals("/")) {
      return kept(BELOW, context, "", "", "/*");
    }
    if (pattern.startsWith("/")) {
      return context.isEmpty() ? pattern : kept(EXACT, context, "", pattern, "");
    }
    return kept(UNROOTED, context, "/", pattern, "");
  }

  private static String kept(
      Map<String, Map<String, String>> contexts,
      String context,
      String between,
      String path,
      String end) {
    Map<String, String> routes = contexts.get(context);
    if (routes == null) {
      routes = new ConcurrentHashMap<>();
      if (contexts.size() < MOST_KEPT) {
        contexts.put(context, routes);
      }
    }
    String known = routes.get(path);
    if (known != null) {
      return known;
    }
    String route = context + between + path + end;
    if (routes.size() < MOST_KEPT) {
      routes.put(path, route);
    }
    return route;
  }
}
