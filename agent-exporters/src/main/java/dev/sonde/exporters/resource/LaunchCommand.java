package dev.sonde.exporters.resource;

import java.io.File;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM was told to start the application: with a jar, a module or a main class.
 *
 * <pre>
 *   java -jar /srv/shop-1.2.3.jar      shop
 *   java -m com.example.shop/x.Main    com.example.shop
 *   java -cp ... com.example.ShopMain  ShopMain
 * </pre>
 */
final class LaunchCommand {

  private static final String SPRING_BOOT_LOADER = "org.springframework.boot.loader.";

  /** Servers whose own start says nothing by its name. */
  private static final Map<String, String> SERVERS = new HashMap<>();

  static {
    SERVERS.put("org.apache.catalina.startup.Bootstrap", "tomcat");
    SERVERS.put("org.apache.karaf.main.Main", "karaf");
    SERVERS.put("org.eclipse.jetty.start.Main", "jetty");
    SERVERS.put("jboss-modules", "wildfly");
  }

  private final @Nullable String jar;
  private final @Nullable String module;
  private final String mainClass;
  private final String firstOfClassPath;

  private LaunchCommand(
      @Nullable String jar, @Nullable String module, String mainClass, String firstOfClassPath) {
    this.jar = jar;
    this.module = module;
    this.mainClass = mainClass;
    this.firstOfClassPath = firstOfClassPath;
  }

  /**
   * Understands what the JVM tells of its start.
   *
   * @param command {@code sun.java.command}: the jar, module or class, then the arguments
   * @param classPath {@code java.class.path}: begins with the jar when one was started
   * @param pathSeparator between the entries of the class path
   */
  static LaunchCommand of(String command, String classPath, String pathSeparator) {
    String jar = jar(command, classPath, pathSeparator);
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    int slash = first.indexOf('/');
    boolean modular = jar == null && slash > 0;
    int separator = classPath.indexOf(pathSeparator);
    return new LaunchCommand(
        jar,
        modular ? first.substring(0, slash) : null,
        jar != null ? "" : modular ? first.substring(slash + 1) : first,
        separator < 0 ? classPath : classPath.substring(0, separator));
  }

  /**
   * The start of the command that is also the start of the class path; its name may hold blanks.
   */
  private static @Nullable String jar(String command, String classPath, String pathSeparator) {
    int end = command.indexOf(' ');
    while (true) {
      String start = end < 0 ? command : command.substring(0, end);
      boolean leads = classPath.equals(start) || classPath.startsWith(start + pathSeparator);
      boolean named = isJar(start);
      if (named && (leads || start.indexOf(' ') < 0)) {
        return start;
      }
      if (leads && !start.isEmpty() && new File(start).isFile()) {
        return start;
      }
      if (end < 0) {
        return null;
      }
      end = command.indexOf(' ', end + 1);
    }
  }

  private static boolean isJar(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jar") || lower.endsWith(".war");
  }

  /** The jar that was started, or null. */
  @Nullable String jar() {
    return jar;
  }

  /** The folder of an unpacked Spring Boot jar whose loader was started, or null. */
  @Nullable File unpackedJar() {
    if (!mainClass.startsWith(SPRING_BOOT_LOADER)) {
      return null;
    }
    return new File(firstOfClassPath.isEmpty() ? "." : firstOfClassPath);
  }

  /** A service's name made from what was started; empty when nothing is known. */
  String serviceName() {
    String name;
    if (jar != null) {
      String file = new File(jar).getName();
      name = withoutVersion(isJar(file) ? file.substring(0, file.length() - 4) : file);
    } else if (module != null) {
      name = module;
    } else {
      name = mainClass;
    }
    String server = SERVERS.get(name);
    if (server != null) {
      return server;
    }
    return jar == null && module == null ? name.substring(name.lastIndexOf('.') + 1) : name;
  }

  /** Cuts {@code -1.2.3}, {@code -1.2.3-SNAPSHOT}, {@code -7} and whatever follows a version. */
  private static String withoutVersion(String name) {
    int dash = name.indexOf('-', 1);
    while (dash > 0) {
      if (isVersion(name, dash + 1)) {
        return name.substring(0, dash);
      }
      dash = name.indexOf('-', dash + 1);
    }
    return name;
  }

  private static boolean isVersion(String text, int from) {
    int start = from < text.length() && text.charAt(from) == 'v' ? from + 1 : from;
    int i = start;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    if (i == start) {
      return false;
    }
    boolean dotted = i + 1 < text.length() && text.charAt(i) == '.' && isDigit(text.charAt(i + 1));
    return dotted || i == text.length() || text.substring(i).equals("-SNAPSHOT");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
