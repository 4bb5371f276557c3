package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;

/**
 * What a scenario of {@code app-redis} says that it did to Redis, and what the agent tells of it,
 * both as numbers by {@code name|error} or {@code name|result}.
 */
final class RedisLedger {

  /** In all keys, values, scripts and the like. */
  static final String SECRET = "hunter2";

  /** The beginning of the names of commands that no client knows. */
  private static final String MODULE = "MODULE";

  /** They wait on the server. */
  private static final Set<String> BLOCKING = Set.of("BLPOP", "WAIT");

  private final Set<String> leftOut;

  /**
   * @param leftOut what an application is not told of: it differs from version to version
   */
  RedisLedger(Set<String> leftOut) {
    this.leftOut = leftOut;
  }

  /** What has to have a span. */
  Map<String, Long> spans(List<String> output) {
    Map<String, Long> counts = new TreeMap<>();
    addEach(counts, output, "SPAN ");
    addEach(counts, output, "OWN ");
    return counts;
  }

  private void addEach(Map<String, Long> counts, List<String> output, String kind) {
    for (String line : output) {
      if (line.startsWith(kind)) {
        add(counts, line.substring(kind.length()), 1);
      }
    }
  }

  /** What an application asks for, what there is too much of for spans included. */
  Map<String, Long> operations(Collection<List<String>> outputs) {
    Map<String, Long> counts = numbers(outputs, "COUNT ");
    for (List<String> output : outputs) {
      addEach(counts, output, "SPAN ");
    }
    return counts;
  }

  Map<String, Long> lookups(Collection<List<String>> outputs) {
    return numbers(outputs, "LOOKUP ");
  }

  private Map<String, Long> numbers(Collection<List<String>> outputs, String kind) {
    Map<String, Long> counts = new TreeMap<>();
    for (List<String> output : outputs) {
      for (String line : output) {
        if (line.startsWith(kind)) {
          int end = line.lastIndexOf('|');
          add(counts, line.substring(kind.length(), end), Long.parseLong(line.substring(end + 1)));
        }
      }
    }
    return counts;
  }

  private void add(Map<String, Long> counts, String entry, long count) {
    if (count != 0 && !leftOut.contains(name(entry))) {
      counts.merge(entry, count, Long::sum);
    }
  }

  private static String name(String entry) {
    return entry.substring(0, entry.indexOf('|'));
  }

  /** The spans that there are, by what they are called and how they failed. */
  Map<String, Long> told(List<ReceivedSpan> spans) {
    Map<String, Long> counts = new TreeMap<>();
    for (ReceivedSpan span : spans) {
      add(counts, span.name() + '|' + span.attribute("error.type"), 1);
    }
    return counts;
  }

  /** What was measured in a metric, by the operation and another label. */
  Map<String, Long> measured(MetricsPage page, String metric, String label) {
    Map<String, Long> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(metric)) {
      String command = commandOf(sample.labels().get("db_operation_name"));
      add(sums, command + '|' + sample.labels().get(label), (long) sample.value());
    }
    return sums;
  }

  /** Of those without number some are known by name. */
  private static String commandOf(String name) {
    return name.startsWith(MODULE) || name.equals("_OTHER") ? MODULE : name;
  }

  /** What was done is measured once, and nothing is left of it. */
  void assertMeasured(SoftAssertions softly, Collection<List<String>> outputs, MetricsPage page) {
    Map<String, Long> operations = operations(outputs);
    Map<String, Long> waits = new TreeMap<>(operations);
    waits.keySet().removeIf(entry -> !BLOCKING.contains(name(entry)));
    operations.keySet().removeAll(waits.keySet());
    softly
        .assertThat(measured(page, "db_client_operation_duration_seconds_count", "error_type"))
        .isEqualTo(operations);
    softly
        .assertThat(
            measured(page, "sonde_redis_client_blocking_duration_seconds_count", "error_type"))
        .isEqualTo(waits);
    softly
        .assertThat(measured(page, "sonde_redis_client_key_lookups_total", "sonde_lookup_result"))
        .isEqualTo(lookups(outputs));
    softly.assertThat(page.sum("sonde_db_client_active_operations")).isZero();
  }

  /** How often clients have sent a command for themselves. */
  static double upkeep(MetricsPage page, String command) {
    String metric = "sonde_redis_client_upkeep_duration_seconds_count";
    return page.sum(metric, "db_operation_name", command);
  }

  /** The commands that are in no request. */
  static List<ReceivedSpan> roots(List<ReceivedSpan> spans) {
    return spans.stream()
        .filter(span -> is(span, "db.system.name", "redis"))
        .filter(span -> span.parentId().isEmpty())
        .toList();
  }

  /** The span of the one request for a path. */
  static ReceivedSpan request(String path, List<ReceivedSpan> spans) {
    List<ReceivedSpan> requests =
        spans.stream().filter(span -> is(span, "url.path", path)).toList();
    assertThat(requests).as(path).hasSize(1);
    return requests.get(0);
  }

  static List<ReceivedSpan> children(ReceivedSpan request, List<ReceivedSpan> spans) {
    return spans.stream().filter(span -> span.parentId().equals(request.spanId())).toList();
  }

  static boolean is(ReceivedSpan span, String attribute, Object value) {
    return value.equals(span.attribute(attribute));
  }

  static long lines(List<String> output, String kind) {
    return output.stream().filter(line -> line.startsWith(kind)).count();
  }

  /** The agent tells no secrets and has nothing to complain of. */
  static void assertDiscreet(
      SoftAssertions softly, ChildJvm app, MetricsPage page, List<ReceivedSpan> spans) {
    Predicate<String> tells = text -> text.contains(SECRET);
    softly.assertThat(page.text().lines().filter(tells)).isEmpty();
    softly
        .assertThat(
            spans.stream()
                .map(span -> span.name() + span.attributes() + span.span().getEventsList())
                .filter(tells))
        .isEmpty();
    softly.assertThat(app.agentLines("WARN")).isEmpty();
    softly.assertThat(app.agentLines("ERROR")).isEmpty();
  }
}
