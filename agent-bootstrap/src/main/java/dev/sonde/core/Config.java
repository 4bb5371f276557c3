package dev.sonde.core;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one start of the agent: system properties, environment, the agent's arguments and
 * a file, the first that speaks wins. Nothing in them can stop the agent; what is wrong is kept in
 * {@link #warnings} for the log.
 */
public final class Config {

  private static final String SWITCH_PREFIX = "sonde.instrument.";
  private static final String OTEL_SWITCH_PREFIX = "otel.instrumentation.";
  private static final String SWITCH_SUFFIX = ".enabled";

  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;
  private final Map<String, String> arguments;
  private final Map<String, String> file;
  private final Object[] values;
  private final @Nullable String[] deciding;
  private final List<String> warnings = new ArrayList<>();

  private Config(
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Map<String, String> arguments) {
    this.systemProperties = systemProperties;
    this.environment = environment;
    this.arguments = arguments;
    this.file = new HashMap<>();
    List<Property<?>> all = Property.all();
    this.values = new Object[all.size()];
    this.deciding = new @Nullable String[all.size()];
    resolve(Property.CONFIG_FILE);
    String path = get(Property.CONFIG_FILE);
    if (!path.isEmpty()) {
      readFile(path);
    }
    for (Property<?> property : all) {
      resolve(property);
    }
  }

  /** Reads the settings of this process and the agent's arguments, {@code key=value;key=value}. */
  public static Config read(@Nullable String arguments) {
    Map<String, String> properties = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("sonde.") || name.startsWith("otel.")) {
        String value = System.getProperty(name);
        if (value != null) {
          properties.put(name, value);
        }
      }
    }
    return of(properties, System.getenv(), arguments);
  }

  public static Config of(
      Map<String, String> systemProperties,
      Map<String, String> environment,
      @Nullable String arguments) {
    return new Config(systemProperties, environment, parseArguments(arguments));
  }

  private static Map<String, String> parseArguments(@Nullable String arguments) {
    Map<String, String> parsed = new HashMap<>();
    if (arguments == null) {
      return parsed;
    }
    int start = 0;
    while (start < arguments.length()) {
      int semicolon = arguments.indexOf(';', start);
      int end = semicolon < 0 ? arguments.length() : semicolon;
      String pair = arguments.substring(start, end).trim();
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String key = equals < 0 ? pair : pair.substring(0, equals).trim();
        boolean whole = key.startsWith("sonde.") || key.startsWith("otel.");
        parsed.put(
            whole ? key : "sonde." + key, equals < 0 ? "true" : pair.substring(equals + 1).trim());
      }
      start = end + 1;
    }
    return parsed;
  }

  private void readFile(String path) {
    Properties read = new Properties();
    try (InputStream in = new FileInputStream(path);
        Reader reader = new InputStreamReader(in, "UTF-8")) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      warnings.add(
          "The configuration file "
              + path
              + " can't be read ("
              + e
              + "); the other sources of configuration are used.");
      return;
    }
    for (String name : read.stringPropertyNames()) {
      file.put(name, read.getProperty(name));
    }
  }

  private <T> void resolve(Property<T> property) {
    String name = property.name();
    T value = parsed(property, name);
    boolean bad = value == null && !isBlank(text(name));
    for (int i = 0; value == null && i < property.otelNames().size(); i++) {
      name = property.otelNames().get(i);
      value = parsed(property, name);
    }
    deciding[property.index()] = value == null ? null : name;
    if (bad) {
      warnings.add(
          "The value '"
              + shown(property.name(), String.valueOf(text(property.name())))
              + "' of "
              + property.name()
              + " is not "
              + property.allowed()
              + "; "
              + usedInstead(property)
              + " is used.");
    }
    if (value == null) {
      value = property.parse(property.defaultText());
    }
    if (value == null) {
      throw new IllegalStateException("bad default of " + property.name());
    }
    values[property.index()] = value;
  }

  private String usedInstead(Property<?> property) {
    String name = decidingName(property);
    Property<?> common = property.common();
    if (name == null && common != null) {
      name = common.name();
    }
    return name == null ? "the default '" + property.defaultText() + "'" : "that of " + name;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.trim().isEmpty();
  }

  private <T> @Nullable T parsed(Property<T> property, String name) {
    String text = text(name);
    if (text == null || isBlank(text)) {
      return null;
    }
    T value = property.parse(text);
    if (value == null && !name.equals(property.name())) {
      value = property.known(text);
      warnings.add(
          "The value '"
              + shown(name, text)
              + "' of "
              + name
              + " is not supported here ("
              + property.name()
              + " takes "
              + property.allowed()
              + "); "
              + (value == null ? "it is ignored." : "the rest of it is used."));
    }
    return value;
  }

  /** A value as it may be shown: what may be a secret is not repeated. */
  public static String shown(String name, String text) {
    if (name.contains("headers") || name.contains("password") || name.contains("token")) {
      return "***";
    }
    String line = text.replace('\n', ' ').replace('\r', ' ');
    int scheme = line.indexOf("://");
    if (scheme >= 0 || name.contains("endpoint")) {
      int host = scheme < 0 ? 0 : scheme + 3;
      int user = line.lastIndexOf('@');
      if (user >= host) {
        line = line.substring(0, host) + "***" + line.substring(user);
      }
      int query = line.indexOf('?', host);
      if (query >= 0) {
        line = line.substring(0, query) + "?***";
      }
    }
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }

  /** The text of a property by its name, or null when no source speaks of it. */
  public @Nullable String text(String name) {
    String value = systemProperties.get(name);
    if (value == null) {
      value = environment.get(Property.environmentName(name));
    }
    if (value == null) {
      value = arguments.get(name);
    }
    if (value == null) {
      value = file.get(name);
    }
    return value;
  }

  @SuppressWarnings("unchecked") // resolve() put a T there
  public <T> T get(Property<T> property) {
    return (T) values[property.index()];
  }

  /** True when the user, not a default, decided the property's value. */
  public boolean isSet(Property<?> property) {
    return decidingName(property) != null;
  }

  /** The name by which the user decided the property's value, its own or an {@code otel.*} one. */
  public @Nullable String decidingName(Property<?> property) {
    return deciding[property.index()];
  }

  /** Where the text of a property comes from, for a person; null when no source speaks of it. */
  public @Nullable String source(String name) {
    if (systemProperties.containsKey(name)) {
      return "system property " + name;
    }
    if (environment.containsKey(Property.environmentName(name))) {
      return "environment variable " + Property.environmentName(name);
    }
    if (arguments.containsKey(name)) {
      return "argument " + name;
    }
    return file.containsKey(name) ? "configuration file, " + name : null;
  }

  /**
   * Whether an instrumentation is on, by the most specific name that the configuration speaks of.
   *
   * @param name the library's own name, {@code tomcat}
   * @param family the family's name, {@code servlet}
   * @param otelNames the names that the OpenTelemetry agent has for it
   */
  public boolean instruments(String name, String family, Collection<String> otelNames) {
    Boolean on = switched(SWITCH_PREFIX + name + SWITCH_SUFFIX);
    if (on == null) {
      on = switched(SWITCH_PREFIX + family + SWITCH_SUFFIX);
    }
    for (String otelName : otelNames) {
      if (on == null) {
        on = switched(OTEL_SWITCH_PREFIX + otelName + SWITCH_SUFFIX);
      }
    }
    return on != null ? on : get(Property.INSTRUMENT_DEFAULT);
  }

  private @Nullable Boolean switched(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return Kind.SWITCH.parse(text.trim());
    } catch (Kind.BadValue e) {
      String warning =
          "The value '"
              + shown(name, text)
              + "' of "
              + name
              + " is not "
              + Kind.SWITCH.allowed()
              + "; it is ignored.";
      if (!warnings.contains(warning)) {
        warnings.add(warning);
      }
      return null;
    }
  }

  /** What was wrong with the configuration, a line each. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** A line for each {@code sonde.*} name that means nothing, with the nearest that does. */
  public List<String> unknownNames(Collection<String> instrumentations) {
    List<String> known = new ArrayList<>();
    for (Property<?> property : Property.all()) {
      known.add(property.name());
    }
    for (String instrumentation : instrumentations) {
      known.add(SWITCH_PREFIX + instrumentation + SWITCH_SUFFIX);
    }
    Map<String, String> knownByVariable = new HashMap<>();
    for (String name : known) {
      knownByVariable.put(Property.environmentName(name), name);
    }
    List<String> lines = new ArrayList<>();
    for (String name : sortedNames(systemProperties, arguments, file)) {
      if (name.startsWith("sonde.") && !known.contains(name)) {
        lines.add("There is no property " + name + "; did you mean " + nearest(name, known) + "?");
      }
    }
    for (String variable : sortedNames(environment)) {
      if (variable.startsWith("SONDE_") && !knownByVariable.containsKey(variable)) {
        String nearest = nearest(variable, knownByVariable.keySet());
        lines.add("There is no setting " + variable + "; did you mean " + nearest + "?");
      }
    }
    return lines;
  }

  /** The {@code otel.*} names that were set and have no effect here. */
  public List<String> ignoredOtelNames() {
    List<String> ignored = new ArrayList<>();
    for (String name : sortedNames(systemProperties, arguments, file)) {
      if (name.startsWith("otel.") && !takesEffect(name, false)) {
        ignored.add(name);
      }
    }
    for (String variable : sortedNames(environment)) {
      if (variable.startsWith("OTEL_") && !takesEffect(variable, true)) {
        ignored.add(variable);
      }
    }
    return ignored;
  }

  private static boolean takesEffect(String name, boolean variable) {
    for (Property<?> property : Property.all()) {
      for (String otelName : property.otelNames()) {
        if (name.equals(variable ? Property.environmentName(otelName) : otelName)) {
          return true;
        }
      }
    }
    String prefix = variable ? Property.environmentName(OTEL_SWITCH_PREFIX) : OTEL_SWITCH_PREFIX;
    String suffix = variable ? Property.environmentName(SWITCH_SUFFIX) : SWITCH_SUFFIX;
    return name.startsWith(prefix) && name.endsWith(suffix);
  }

  @SafeVarargs
  private static Collection<String> sortedNames(Map<String, String>... sources) {
    TreeSet<String> names = new TreeSet<>();
    for (Map<String, String> source : sources) {
      names.addAll(source.keySet());
    }
    return names;
  }

  private static String nearest(String name, Collection<String> candidates) {
    String nearest = name;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** The Levenshtein distance: how many single-character edits lead from one to the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = row;
      row = swap;
    }
    return previous[to.length()];
  }
}
