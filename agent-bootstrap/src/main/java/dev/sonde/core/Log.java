package dev.sonde.core;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log: lines on standard error or in a file. It needs no logging framework, so that
 * none starts before the application's.
 */
public final class Log {

  private static final List<String> LEVELS = Arrays.asList("off", "error", "warn", "info", "debug");
  private static final int ERROR = 1;
  private static final int WARN = 2;
  private static final int INFO = 3;
  private static final int DEBUG = 4;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** How many different messages {@link #errorOnce} remembers. */
  private static final int MOST_REMEMBERED = 1000;

  private static volatile int level = WARN;
  private static volatile boolean json;
  private static volatile PrintStream out = System.err;
  private static final Set<String> REMEMBERED = ConcurrentHashMap.newKeySet();

  private Log() {}

  /** Sets level, form and file as configured. */
  public static void configure(Config config) {
    level = config.get(Property.DEBUG) ? DEBUG : LEVELS.indexOf(config.get(Property.LOG_LEVEL));
    json = config.get(Property.LOG_FORMAT).equals("json");
    out = System.err;
    String file = config.get(Property.LOG_FILE);
    if (!file.isEmpty()) {
      try {
        out = new PrintStream(new FileOutputStream(file, true), true, "UTF-8");
      } catch (IOException e) {
        warn("The log file " + file + " can't be written (" + e + "); standard error is used.");
      }
    }
  }

  public static boolean isDebug() {
    return level >= DEBUG;
  }

  public static void error(String message, @Nullable Throwable cause) {
    write(ERROR, message, cause);
  }

  public static void warn(String message) {
    write(WARN, message, null);
  }

  public static void info(String message) {
    write(INFO, message, null);
  }

  public static void debug(String message) {
    write(DEBUG, message, null);
  }

  /** Logs a warning the first time that {@code key} comes. */
  public static void warnOnce(String key, String message) {
    if (REMEMBERED.size() < MOST_REMEMBERED && REMEMBERED.add(key)) {
      write(WARN, message, null);
    }
  }

  /** Logs an error the first time that {@code key} comes. */
  public static void errorOnce(String key, String message, @Nullable Throwable cause) {
    if (REMEMBERED.size() < MOST_REMEMBERED && REMEMBERED.add(key)) {
      write(ERROR, message, cause);
    }
  }

  /** The line that says that the agent is there; shown unless the log is off. */
  public static void start(String message) {
    if (level > 0) {
      print("info", message, null);
    }
  }

  private static void write(int severity, String message, @Nullable Throwable cause) {
    if (severity <= level) {
      print(LEVELS.get(severity), message, cause);
    }
  }

  private static void print(String severity, String message, @Nullable Throwable cause) {
    StringBuilder line = new StringBuilder(128);
    if (json) {
      line.append("{\"time\":\"")
          .append(timestamp(System.currentTimeMillis()))
          .append("\",\"level\":\"")
          .append(severity);
      line.append("\",\"logger\":\"sonde\",\"message\":");
      quote(line, message);
      if (cause != null) {
        line.append(",\"exception\":");
        quote(line, stackTrace(cause));
      }
      line.append('}');
    } else {
      line.append(timestamp(System.currentTimeMillis()))
          .append(' ')
          .append(severity.toUpperCase(Locale.ROOT));
      line.append(" [sonde] ").append(message.replace('\n', ' ').replace('\r', ' '));
      if (cause != null) {
        line.append('\n').append(stackTrace(cause));
      }
    }
    PrintStream target = out;
    target.println(line);
  }

  private static String stackTrace(Throwable cause) {
    StringBuilder text = new StringBuilder(cause.toString());
    for (StackTraceElement element : cause.getStackTrace()) {
      text.append("\n\tat ").append(element);
    }
    Throwable next = cause.getCause();
    if (next != null && next != cause) {
      text.append("\nCaused by: ").append(next);
    }
    return text.toString();
  }

  private static void quote(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < ' ') {
        to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }

  /**
   * The time in UTC, {@code 2026-01-31T23:59:59.999Z}: by arithmetic, since the JDK's calendars
   * bring up half of its locale data.
   */
  static String timestamp(long epochMillis) {
    long day = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
    long millis = Math.floorMod(epochMillis, MILLIS_PER_DAY);
    // Years that begin in March have their leap day at the end, in cycles of 400 years.
    long shifted = day + 719_468;
    long cycle = Math.floorDiv(shifted, 146_097L);
    long dayOfCycle = Math.floorMod(shifted, 146_097L);
    long yearOfCycle =
        (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    long dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    StringBuilder text = new StringBuilder(24);
    digits(text, yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), 4).append('-');
    digits(text, month, 2).append('-');
    digits(text, dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2).append('T');
    digits(text, millis / 3_600_000, 2).append(':');
    digits(text, millis / 60_000 % 60, 2).append(':');
    digits(text, millis / 1_000 % 60, 2).append('.');
    return digits(text, millis % 1_000, 3).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder to, long number, int width) {
    String text = Long.toString(number);
    for (int i = text.length(); i < width; i++) {
      to.append('0');
    }
    return to.append(text);
  }
}
