package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM with {@code -XX:+LogCompilation} says of the calls that it compiled: which methods
 * were taken into a caller and which were not, each as its class and name.
 */
record CompilationLog(Set<String> inlined, Set<String> leftOut) {

  private static final Pattern CLASS = Pattern.compile("<klass id='(\\d+)' name='([^']+)'.*");
  private static final Pattern METHOD =
      Pattern.compile("<method id='(\\d+)' holder='(\\d+)' name='([^']+)'.*");
  private static final Pattern CALL = Pattern.compile("<call method='(\\d+)'.*");

  static CompilationLog read(Path file) throws IOException {
    CompilationLog log = new CompilationLog(new HashSet<>(), new HashSet<>());
    // They are numbered anew in each task.
    Map<String, String> classes = new HashMap<>();
    Map<String, String> methods = new HashMap<>();
    String called = "";
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher;
        if ((matcher = CLASS.matcher(line)).matches()) {
          classes.put(matcher.group(1), matcher.group(2));
        } else if ((matcher = METHOD.matcher(line)).matches()) {
          methods.put(matcher.group(1), classes.get(matcher.group(2)) + ' ' + matcher.group(3));
        } else if ((matcher = CALL.matcher(line)).matches()) {
          called = methods.getOrDefault(matcher.group(1), "");
        } else if (line.startsWith("<inline_success")) {
          log.inlined.add(called);
        } else if (line.startsWith("<inline_fail")) {
          log.leftOut.add(called);
        }
      }
    }
    return log;
  }
}
