package dev.sonde.exporters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sonde.boot.RedisProbe;
import java.util.Locale;

/**
 * Which script or function a command runs: by the hash or the name that it is sent, or by the first
 * line of its source, without what may be a value in there. How many keys follow is sent, too.
 */
final class RedisScripts {

  private static final int LONGEST = 128;
  private static final int SCRIPT = 1;
  private static final int COUNT = 2;

  private RedisScripts() {}

  static boolean runs(String command) {
    switch (command.toUpperCase(Locale.ROOT)) {
      case "EVAL":
      case "EVAL_RO":
      case "EVALSHA":
      case "EVALSHA_RO":
      case "FCALL":
      case "FCALL_RO":
        return true;
      default:
        return false;
    }
  }

  /** The script; a question mark where it can't be told. */
  static String script(String command, Object given) {
    byte[] sent = RedisProbe.argument(given, SCRIPT);
    if (sent == null) {
      return "?";
    }
    String text = new String(sent, 0, Math.min(sent.length, 4 * LONGEST), UTF_8);
    String name = command.toUpperCase(Locale.ROOT);
    if (name.equals("EVAL") || name.equals("EVAL_RO")) {
      return '"' + firstLine(text) + '"';
    }
    return isName(text) ? text : "?";
  }

  /** How many keys follow; -1 where it can't be told. */
  static int keys(Object given) {
    byte[] sent = RedisProbe.argument(given, COUNT);
    if (sent == null || sent.length == 0 || sent.length > 4) {
      return -1;
    }
    int keys = 0;
    for (int i = 0; i < sent.length; i++) {
      if (sent[i] < '0' || sent[i] > '9') {
        return -1;
      }
      keys = 10 * keys + sent[i] - '0';
    }
    return keys;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isWord(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** Of what is quoted the names of commands stay, of numbers the places of keys and arguments. */
  private static String firstLine(String script) {
    StringBuilder line = new StringBuilder();
    int i = 0;
    while (i < script.length() && line.length() < LONGEST) {
      char c = script.charAt(i);
      if (c == '\n' || c == '\r' || script.startsWith("--", i) || script.startsWith("[[", i)) {
        break;
      }
      int end = i + 1;
      if (c == '\'' || c == '"') {
        end = Math.min(script.length(), quoteEnd(script, end, c) + 1);
        line.append(isCommand(script, i + 1, end - 1) ? script.substring(i, end) : "'?'");
      } else if (isWord(c)) {
        while (end < script.length() && isWord(script.charAt(end))) {
          end++;
        }
        boolean number = c >= '0' && c <= '9';
        boolean place = number && i > 0 && script.charAt(i - 1) == '[';
        line.append(number && !place ? "?" : script.substring(i, end));
      } else {
        line.append(Character.isISOControl(c) ? ' ' : c);
      }
      i = end;
    }
    return line.toString().trim();
  }

  private static int quoteEnd(String script, int from, char quote) {
    for (int i = from; i < script.length(); i++) {
      if (script.charAt(i) == '\\') {
        i++;
      } else if (script.charAt(i) == quote) {
        return i;
      }
    }
    return script.length();
  }

  private static boolean isCommand(String script, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = script.charAt(i);
      if ((c < 'A' || c > 'Z') && c != '_') {
        return false;
      }
    }
    return to > from;
  }
}
