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
  private static final Map<String, Map<String, String>> TEMPLATES = new ConcurrentHashMap<>();

  private ServletRoutes() {}

  /** What stands before the templates of a framework's handlers. */
  static String base(@Nullable String contextPath, @Nullable String servletPath) {
    String context = notRoot(contextPath);
    String servlet = notRoot(servletPath);
    return servlet.isEmpty() ? context : below(context, servlet);
  }

  /** A template below what stands before it in each path, {@code /shop} before {@code /{id}}. */
  static String below(@Nullable String base, String template) {
    String first = notRoot(base);
    Map<String, String> routes = of(TEMPLATES, first);
    String known = routes.get(template);
    if (known != null) {
      return known;
    }
    return keep(routes, template, PathTemplate.join(first, PathTemplate.named(template)));
  }

  private static String notRoot(@Nullable String path) {
    return path == null || path.equals("/") ? "" : path;
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
    String context = notRoot(contextPath);
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
    Map<String, String> routes = of(contexts, context);
    String known = routes.get(path);
    return known != null ? known : keep(routes, path, context + between + path + end);
  }

  private static Map<String, String> of(Map<String, Map<String, String>> all, String first) {
    Map<String, String> routes = all.get(first);
    if (routes == null) {
      routes = new ConcurrentHashMap<>();
      if (all.size() < MOST_KEPT) {
        all.put(first, routes);
      }
    }
    return routes;
  }

  private static String keep(Map<String, String> routes, String path, String route) {
    if (routes.size() < MOST_KEPT) {
      routes.put(path, route);
    }
    return route;
  }
}
