package dev.sonde.smoke;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application of {@code app-jdbc} knows of its own database calls, as it prints it: the
 * amounts by kind and by what they are of.
 */
final class JdbcLedger {

  private static final Pattern LINE = Pattern.compile("LEDGER ([^|]+)\\|(.*) (\\d+)");

  private final Map<String, Map<String, Long>> amounts = new TreeMap<>();

  private JdbcLedger() {}

  static JdbcLedger of(List<String> output) {
    JdbcLedger ledger = new JdbcLedger();
    for (String line : output) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        ledger
            .amounts
            .computeIfAbsent(matcher.group(1), kind -> new TreeMap<>())
            .merge(matcher.group(2), Long.parseLong(matcher.group(3)), Long::sum);
      }
    }
    return ledger;
  }

  /** How much there is of each thing of a kind. */
  Map<String, Long> of(String kind) {
    return amounts.getOrDefault(kind, Map.of());
  }

  /** The spans of statements, commits and rollbacks, by summary and status. */
  Map<String, Long> spans(Database database) {
    Map<String, Long> spans = new TreeMap<>();
    of("transaction")
        .forEach((outcome, count) -> spans.put(outcome.toUpperCase(Locale.ROOT) + "|-", count));
    of("operation")
        .forEach(
            (operation, count) -> {
              String[] parts = operation.split("\\|");
              String status = database.numbersErrors && !parts[2].equals("0") ? parts[2] : parts[1];
              spans.merge(parts[0] + '|' + status, count, Long::sum);
            });
    return spans;
  }
}
