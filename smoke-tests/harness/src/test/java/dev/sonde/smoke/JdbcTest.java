package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario with each driver, alone and by way of what can stand before it: the application sees
 * what it sees without the agent, and each statement that reaches the driver is measured once.
 */
class JdbcTest {

  /** In {@code main}, outside of any request. */
  private static final String MAIN = "main";

  private static final List<String> WRAPPERS = List.of("driver", "spy", "proxy", "p6spy");
  private static final List<String> POOLS_ON_JAVA_8 = List.of("tomcat", "dbcp2", "c3p0", "druid");
  private static final List<String> POOLS_ON_JAVA_11 = List.of("hikari", "agroal", "vibur", "ucp");

  private static final DatabaseServers SERVERS = new DatabaseServers();

  @AfterAll
  static void stopServers() throws Exception {
    SERVERS.close();
  }

  /**
   * Which database, and where.
   *
   * @param boot whether its driver is in the boot loader
   */
  record Case(Database database, Jdk jdk, boolean boot) {

    Launch launch() throws Exception {
      return boot ? database.launchInBoot(jdk, SERVERS) : database.launch(jdk, SERVERS);
    }

    List<String> ways() {
      List<String> ways = new ArrayList<>(WRAPPERS);
      ways.addAll(POOLS_ON_JAVA_8);
      if (jdk.feature() >= 11) {
        ways.addAll(POOLS_ON_JAVA_11);
      }
      if (database == Database.ECHO) {
        // It asks for more than the driver has.
        ways.remove("p6spy");
      }
      return ways;
    }

    /** Whether spans tell what parameters were set to. */
    boolean tellsParameters() {
      return jdk.equals(Jdk.own()) && (database == Database.POSTGRESQL || database == Database.H2);
    }

    @Override
    public String toString() {
      return database + " on " + jdk + (boot ? ", the driver in the boot loader" : "");
    }
  }

  static Stream<Case> cases() {
    String only = System.getProperty("sonde.smoke.only", "");
    List<Case> cases = new ArrayList<>();
    for (Database database : Database.values()) {
      cases.add(new Case(database, Jdk.own(), false));
    }
    for (int feature : new int[] {8, 25}) {
      if (feature != Jdk.own().feature()) {
        cases.add(new Case(Database.H2, Jdk.of(feature), false));
      }
    }
    // Since Java 9 the boot loader does not see JDBC.
    cases.add(new Case(Database.H2, Jdk.of(8), true));
    return cases.stream().filter(each -> each.toString().contains(only));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void eachStatementIsMeasuredOnceAndTheApplicationSeesNothing(Case each) throws Exception {
    Map<String, List<String>> expected;
    Launch plain = each.launch().withoutAgent();
    try (ChildJvm app = plain.start()) {
      expected = outputs(app, each.ways());
    }
    Launch measured = each.launch();
    if (each.tellsParameters()) {
      measured
          .set("sonde.jdbc.parameters", "true")
          .set("sonde.jdbc.parameters.redact", "name,amount,secret*");
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = measured.tracesTo(receiver).start()) {
      Map<String, List<String>> outputs = outputs(app, each.ways());
      for (String way : outputs.keySet()) {
        assertThat(outputs.get(way)).as(way).isEqualTo(expected.get(way));
      }
      MetricsPage page = app.metrics();
      app.stop();
      assertThat(app.agentLines("WARN")).isEmpty();
      assertSpans(each.database, outputs, receiver.spans());
      assertParameters(each, outputs.keySet(), receiver.spans());
      assertMetrics(outputs, page);
      assertNoSecret(page, receiver.spans());
    }
  }

  /** What the scenario prints, by the way in which it was run. */
  private static Map<String, List<String>> outputs(ChildJvm app, List<String> ways)
      throws Exception {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    List<String> main = app.stdout().lines();
    outputs.put(MAIN, main.stream().takeWhile(line -> !line.startsWith("READY ")).toList());
    for (String way : ways) {
      outputs.put(way, app.get("/by/" + way).body().lines().toList());
    }
    for (String way : outputs.keySet()) {
      assertThat(outputs.get(way))
          .as(way)
          .anyMatch(line -> line.startsWith("LEDGER operation|SELECT orders|-|-"))
          .anyMatch(line -> line.startsWith("LEDGER operation|DROP TABLE notes|-|-"));
    }
    return outputs;
  }

  private static void assertSpans(
      Database database, Map<String, List<String>> outputs, List<ReceivedSpan> spans) {
    Map<String, ReceivedSpan> requests = new TreeMap<>();
    Map<String, List<ReceivedSpan>> statements = new TreeMap<>();
    for (ReceivedSpan span : spans) {
      if (span.kind() == SpanKind.SPAN_KIND_SERVER) {
        requests.put(span.spanId(), span);
      }
    }
    for (ReceivedSpan span : spans) {
      if (span.kind() != SpanKind.SPAN_KIND_SERVER) {
        assertThat(span.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        statements.computeIfAbsent(way(span, requests), way -> new ArrayList<>()).add(span);
      }
    }
    assertThat(statements.keySet()).containsExactlyInAnyOrderElementsOf(outputs.keySet());
    for (String way : outputs.keySet()) {
      Map<String, Long> counts = new TreeMap<>();
      for (ReceivedSpan span : statements.get(way)) {
        counts.merge(nameAndStatus(database, span), 1L, Long::sum);
      }
      Map<String, Long> ledger = JdbcLedger.of(outputs.get(way)).spans(database);
      assertThat(exact(counts)).as(way).isEqualTo(exact(ledger));
    }
  }

  private static void assertParameters(Case each, Set<String> ways, List<ReceivedSpan> spans) {
    String since = "2024-02-29 12:30:00.0";
    List<Map<String, String>> expected = new ArrayList<>();
    expected.add(Map.of("0", "1", "1", "large", "2", "9.90", "3", since, "4", "REDACTED"));
    expected.add(Map.of("0", "2", "1", "large", "2", "null", "3", since, "4", "REDACTED"));
    String cut = "x".repeat(256);
    expected.add(Map.of("0", "3", "1", cut, "2", "1E+1", "3", "null", "4", "REDACTED"));
    expected.add(Map.of()); // A batch.
    expected.add(Map.of("0", "1", "1", "2", "2", "REDACTED"));
    if (each.database == Database.H2) {
      expected.add(Map.of("ID", "2"));
    }
    List<Map<String, String>> told = new ArrayList<>();
    for (ReceivedSpan span : spans) {
      Map<String, String> parameters = parameters(span);
      if (!each.tellsParameters()) {
        assertThat(parameters).as(span.toString()).isEmpty();
      } else if (span.name().matches("(INSERT|SELECT) sizes")) {
        told.add(parameters);
      }
    }
    if (each.tellsParameters()) {
      assertThat(told).hasSize(expected.size() * ways.size());
      assertThat(told).allMatch(expected::contains);
      for (Map<String, String> parameters : expected) {
        assertThat(told).filteredOn(parameters::equals).hasSize(ways.size());
      }
      assertThat(spans.stream().map(JdbcTest::parameters))
          .as("a column of another table")
          .contains(Map.of("0", "REDACTED", "1", "REDACTED"), Map.of("0", "24"));
    }
  }

  private static Map<String, String> parameters(ReceivedSpan span) {
    String prefix = "db.query.parameter.";
    Map<String, String> parameters = new TreeMap<>();
    span.attributes()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), String.valueOf(value));
              }
            });
    return parameters;
  }

  /** A statement of a request is a child of its span, one of none is a root. */
  private static String way(ReceivedSpan statement, Map<String, ReceivedSpan> requests) {
    if (statement.parentId().isEmpty()) {
      return MAIN;
    }
    ReceivedSpan request = requests.get(statement.parentId());
    assertThat(request).as(statement.toString()).isNotNull();
    return String.valueOf(request.attribute("url.path")).substring("/by/".length());
  }

  private static String nameAndStatus(Database database, ReceivedSpan span) {
    String summary = String.valueOf(span.attributes().getOrDefault("db.query.summary", ""));
    String name = summary.isEmpty() ? database.system : summary;
    if (name.length() <= 100) {
      assertThat(span.name()).isEqualTo(name);
    }
    assertThat(span.attribute("db.system.name")).isEqualTo(database.system);
    Object error = span.attribute("error.type");
    Object status = span.attribute("db.response.status_code");
    if (status != null) {
      assertThat(error).isEqualTo(status);
    }
    String told = error == null ? "-" : status == null ? "null" : String.valueOf(error);
    return summary + '|' + told;
  }

  /**
   * What the scenario counts exactly: what is done to one of its tables, and the batch of different
   * statements. Commits are counted as transactions, for drivers and row sets make some of their
   * own.
   */
  private static Map<String, Long> exact(Map<String, Long> counts) {
    Map<String, Long> exact = new TreeMap<>(counts);
    exact.keySet().removeIf(key -> !key.matches("(?i)(.* orders|BATCH)(\\|.*)?"));
    return exact;
  }

  private static void assertMetrics(Map<String, List<String>> outputs, MetricsPage page) {
    Map<String, Long> operations = new TreeMap<>();
    Map<String, Long> results = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    Map<String, Long> transactions = new TreeMap<>();
    for (List<String> output : outputs.values()) {
      JdbcLedger ledger = JdbcLedger.of(output);
      ledger
          .of("operation")
          .forEach((key, count) -> operations.merge(key.split("\\|", 2)[0], count, Long::sum));
      ledger.of("transaction").forEach((key, count) -> transactions.merge(key, count, Long::sum));
      ledger.of("result set").forEach((key, count) -> results.merge(key, count, Long::sum));
      ledger.of("rows").forEach((key, count) -> rows.merge(key, count, Long::sum));
    }
    assertThat(sums(page, "db_client_operation_duration_seconds_count", "db_query_summary"))
        .containsAllEntriesOf(exact(operations))
        .containsKeys("COMMIT")
        .containsEntry("ROLLBACK", transactions.get("rollback"));
    String outcome = "sonde_db_transaction_outcome";
    assertThat(sums(page, "sonde_db_client_transaction_duration_seconds_count", outcome))
        .isEqualTo(transactions);
    assertThat(sums(page, "db_client_response_returned_rows_count", "db_query_summary"))
        .containsAllEntriesOf(exact(results))
        .as("generated keys")
        .doesNotContainKey("INSERT orders");
    assertThat(sums(page, "db_client_response_returned_rows_sum", "db_query_summary"))
        .containsAllEntriesOf(exact(rows));
    assertThat(page.sum("sonde_db_client_active_operations")).isZero();
  }

  /** The samples of a metric, added up by one label. */
  private static Map<String, Long> sums(MetricsPage page, String name, String label) {
    Map<String, Long> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(name)) {
      String value = sample.labels().getOrDefault(label, "");
      sums.merge(value, (long) sample.value(), Long::sum);
    }
    return sums;
  }

  private static void assertNoSecret(MetricsPage page, List<ReceivedSpan> spans) {
    Predicate<String> tells = text -> text.contains("hunter2") || text.contains("4111111111111111");
    assertThat(page.text().lines().filter(tells)).isEmpty();
    assertThat(spans.stream().map(ReceivedSpan::toString).filter(tells)).isEmpty();
  }
}
