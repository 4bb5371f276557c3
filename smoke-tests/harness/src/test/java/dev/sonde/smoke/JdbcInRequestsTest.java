package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements of requests, in whichever thread: each is measured once, as a part of its request. */
class JdbcInRequestsTest {

  /** What a request may execute the same statement, and no more; the default. */
  private static final int THRESHOLD = 20;

  private static final int ITEMS = 25;
  private static final int CLIENTS = 16;
  private static final int REQUESTS_OF_EACH = 14;
  private static final long AT_MOST_SECONDS = 60;

  private static final String SECRET = "hunter2";
  private static final String SELECT = "SELECT items";
  private static final String INSERT = "INSERT items";
  private static final String SLOW = "SELECT";
  private static final String FOUND = "SELECT id, name FROM items WHERE id = ?";

  /** Before there is any request. */
  private static final List<String> AT_START =
      List.of("CREATE TABLE items", "CREATE TABLE orders", "INSERT items SELECT");

  /** Each once, on a connection of its own. */
  private static final List<Call> ONCE =
      List.of(
          Call.order(),
          Call.repeating("repeat", 50),
          Call.repeating("repeat", THRESHOLD),
          Call.repeating("repeat", THRESHOLD + 1),
          Call.repeating("thread", 50),
          Call.repeating("pool", 50),
          Call.repeating("future", 50),
          Call.repeating("thread", THRESHOLD),
          Call.inTwoThreads(THRESHOLD / 2),
          Call.inTwoThreads(50),
          Call.of("/sql/interrupted", SELECT, SELECT),
          Call.of("/sql/handled", INSERT).fails("23505"),
          Call.of("/sql/cancelled", SLOW).fails("57014"),
          Call.of("/sql/timed-out", SLOW).fails("57014"),
          Call.of("/sql/escaped", INSERT).fails("23505").escaping(),
          Call.of("/sql/escaped-wrapped", INSERT).fails("23505").escaping());

  /** One after the other, on one connection. */
  private static final List<Call> KEPT_ALIVE =
      List.of(
          Call.repeating("repeat", THRESHOLD),
          Call.repeating("repeat", THRESHOLD),
          Call.repeating("repeat", THRESHOLD + 1),
          Call.repeating("repeat", THRESHOLD),
          Call.repeating("repeat", 1));

  /** In turn, by many clients at once. */
  private static final List<Call> AT_ONCE =
      List.of(
          Call.order(),
          Call.repeating("repeat", THRESHOLD + 1),
          Call.repeating("repeat", THRESHOLD),
          Call.repeating("pool", THRESHOLD + 1),
          Call.inTwoThreads(THRESHOLD / 2 + 1),
          Call.of("/sql/handled", INSERT).fails("23505"),
          Call.repeating("future", THRESHOLD + 1));

  /**
   * A request.
   *
   * @param statements the summaries of what it executes
   * @param status what the database calls the failure of its statements; empty where they succeed
   * @param escapes whether that leaves the application
   */
  private record Call(String path, List<String> statements, String status, boolean escapes) {

    static Call of(String path, String... statements) {
      return new Call(path, List.of(statements), "", false);
    }

    static Call order() {
      return of("/sql/order", "INSERT orders", SELECT, "UPDATE orders", "COMMIT");
    }

    static Call repeating(String where, int count) {
      return new Call(
          "/sql/" + where + "?count=" + count, Collections.nCopies(count, SELECT), "", false);
    }

    static Call inTwoThreads(int count) {
      return new Call(
          "/sql/two-threads?count=" + count, Collections.nCopies(2 * count, SELECT), "", false);
    }

    Call fails(String as) {
      return new Call(path, statements, as, escapes);
    }

    Call escaping() {
      return new Call(path, statements, status, true);
    }

    String route() {
      return path.replaceAll("\\?.*", "");
    }

    boolean repeatsTooOften() {
      return statements.size() > THRESHOLD;
    }

    /** The rows that it finds among the items. */
    int rows() {
      return switch (route()) {
        case "/sql/order" -> 3;
        case "/sql/two-threads" -> 2 * Math.min(ITEMS, statements.size() / 2);
        default -> Math.min(ITEMS, Collections.frequency(statements, SELECT));
      };
    }
  }

  /** A call that was made, in a trace of its caller's or without one. */
  private record Made(Call call, int trace) {

    private static final int NO_TRACE = -1;

    boolean isTraced() {
      return trace != NO_TRACE;
    }

    /** Each fifth caller does not sample. */
    boolean isSampled() {
      return trace % 5 != 4;
    }

    String traceId() {
      return "5ce0a410".repeat(3) + String.format("%08x", trace);
    }

    String parentId() {
      return "face" + String.format("%012x", trace);
    }

    String traceparent() {
      return "00-" + traceId() + '-' + parentId() + (isSampled() ? "-01" : "-00");
    }
  }

  private final List<Made> all = new ArrayList<>();

  static Stream<Subject> subjects() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(new Subject(App.TOMCAT_9, Jdk.of(8)), new Subject(App.JETTY_12, Jdk.of(25)))
        .filter(subject -> subject.toString().contains(only));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void eachStatementIsAPartOfItsRequest(Subject subject) throws Exception {
    List<String> expected;
    try (ChildJvm app = launch(subject).withoutAgent().start()) {
      expected = once(app);
      all.clear();
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app =
            launch(subject).tracesTo(receiver).set("sonde.traces.queue.size", "16384").start()) {
      List<String> answers = once(app);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i)).as(ONCE.get(i).path).isEqualTo(expected.get(i));
      }
      keptAlive(app);
      atOnce(app);

      assertThat(app.counted(all.size())).isEqualTo(all.size());
      MetricsPage page = app.metrics();
      app.stop();
      assertMetrics(page);
      assertSpans(receiver.spans());
      assertThat(page.text()).doesNotContain(SECRET);
      assertThat(receiver.spans()).noneMatch(span -> span.toString().contains(SECRET));
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  static Launch launch(Subject subject) throws Exception {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path module = Path.of(apps, "app-jdbc", "target").toAbsolutePath().normalize();
    List<String> classPath = new ArrayList<>();
    classPath.add(subject.app().jar().toString());
    String h2 = subject.jdk().feature() == 8 ? "h2-java8.jar" : "h2.jar";
    classPath.add(module.resolve("drivers").resolve(h2).toString());
    try (Stream<Path> libraries = Files.list(module.resolve("lib"))) {
      libraries
          .map(Path::toString)
          .filter(jar -> jar.matches(".*/(commons-|jakarta.transaction).*"))
          .forEach(classPath::add);
    }
    String main = "dev.sonde.smoke.app.TestApp";
    return Launch.java(subject.jdk(), "-cp", String.join(":", classPath), main)
        .set("site.database", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1")
        .set("site.header.bytes", "8192");
  }

  private List<String> once(ChildJvm app) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Call call : ONCE) {
      // None of a caller who does not sample: each of these is looked at.
      answers.add(ask(app, made(call, answers.size() * 5)));
    }
    return answers;
  }

  private void keptAlive(ChildJvm app) throws Exception {
    RawHttp.pipeline(app.port(), KEPT_ALIVE.size(), i -> KEPT_ALIVE.get(i).path);
    for (Call call : KEPT_ALIVE) {
      made(call, Made.NO_TRACE);
    }
  }

  private void atOnce(ChildJvm app) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        List<Made> calls = new ArrayList<>();
        for (int i = 0; i < REQUESTS_OF_EACH; i++) {
          calls.add(made(AT_ONCE.get((client + i) % AT_ONCE.size()), 1000 + all.size()));
        }
        running.add(clients.submit(() -> askAll(app, calls)));
      }
      for (Future<?> each : running) {
        each.get(AT_MOST_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static Void askAll(ChildJvm app, List<Made> calls) throws Exception {
    for (Made made : calls) {
      assertThat(RawHttp.status(ask(app, made))).as(made.call.path).isEqualTo(200);
    }
    return null;
  }

  /** On a connection of its own: a client that keeps one may send its request again. */
  private static String ask(ChildJvm app, Made made) throws Exception {
    return RawHttp.exchange(app.port(), made.call.path, "traceparent: " + made.traceparent());
  }

  private Made made(Call call, int trace) {
    Made made = new Made(call, trace);
    all.add(made);
    return made;
  }

  private void assertMetrics(MetricsPage page) {
    Map<String, Double> statements = new TreeMap<>();
    Map<String, Double> failures = new TreeMap<>();
    Map<String, Double> repeating = new TreeMap<>();
    AT_START.forEach(summary -> statements.merge(summary, 1.0, Double::sum));
    double rows = 0;
    for (Made made : all) {
      made.call.statements.forEach(summary -> statements.merge(summary, 1.0, Double::sum));
      if (!made.call.status.isEmpty()) {
        failures.merge(made.call.status, 1.0, Double::sum);
      }
      if (made.call.repeatsTooOften()) {
        repeating.merge(made.call.route() + ' ' + SELECT, 1.0, Double::sum);
      }
      rows += made.call.rows();
    }
    String durations = "db_client_operation_duration_seconds_count";
    assertThat(sums(page, durations, "db_query_summary")).isEqualTo(statements);
    Map<String, Double> failed = sums(page, durations, "error_type");
    failed.remove("");
    assertThat(failed).isEqualTo(failures);
    assertThat(sums(page, "sonde_db_client_n_plus_one_total", "http_route", "db_query_summary"))
        .isEqualTo(repeating);
    assertThat(page.sum("db_client_response_returned_rows_sum", "db_query_summary", SELECT))
        .isEqualTo(rows);
    assertThat(page.sum("sonde_db_client_active_operations")).isZero();
    assertThat(page.sum("sonde_db_client_transaction_duration_seconds_count"))
        .isEqualTo(statements.get("COMMIT"));
  }

  /** The samples of a metric, added up by labels. */
  private static Map<String, Double> sums(MetricsPage page, String name, String... labels) {
    Map<String, Double> sums = new TreeMap<>();
    for (MetricsPage.Sample sample : page.samples(name)) {
      String key =
          Stream.of(labels)
              .map(label -> sample.labels().getOrDefault(label, ""))
              .collect(Collectors.joining(" "));
      sums.merge(key, sample.value(), Double::sum);
    }
    return sums;
  }

  private void assertSpans(List<ReceivedSpan> spans) {
    Map<String, List<ReceivedSpan>> children =
        spans.stream()
            .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
            .collect(Collectors.groupingBy(ReceivedSpan::parentId));
    List<ReceivedSpan> atStart = children.getOrDefault("", List.of());
    assertThat(atStart).extracting(ReceivedSpan::name).containsExactlyElementsOf(AT_START);
    assertThat(atStart).extracting(ReceivedSpan::traceId).doesNotHaveDuplicates();

    Map<String, ReceivedSpan> traced = new TreeMap<>();
    Map<String, List<ReceivedSpan>> untraced = new TreeMap<>();
    for (ReceivedSpan span : spans) {
      if (span.kind() == SpanKind.SPAN_KIND_SERVER && span.parentId().isEmpty()) {
        untraced.computeIfAbsent(target(span), path -> new ArrayList<>()).add(span);
      } else if (span.kind() == SpanKind.SPAN_KIND_SERVER) {
        assertThat(traced.put(span.traceId() + span.parentId(), span)).isNull();
      }
    }
    int expected = AT_START.size();
    for (Made made : all) {
      if (made.isSampled()) {
        ReceivedSpan request =
            made.isTraced()
                ? traced.remove(made.traceId() + made.parentId())
                : untraced.get(made.call.path).remove(0);
        assertThat(request).as("%s", made).isNotNull();
        assertRequest(made.call, request);
        assertStatements(made.call, request, children.getOrDefault(request.spanId(), List.of()));
        expected += 1 + made.call.statements.size();
      }
    }
    assertThat(traced).isEmpty();
    assertThat(spans).hasSize(expected);
  }

  private static String target(ReceivedSpan request) {
    return request.attribute("url.path") + "?" + request.attribute("url.query");
  }

  private static void assertRequest(Call call, ReceivedSpan request) {
    assertThat(request.name()).isEqualTo("GET " + call.route());
    assertThat(request.attribute("sonde.db.n_plus_one.statement"))
        .as(call.path)
        .isEqualTo(call.repeatsTooOften() ? FOUND : null);
    assertThat(request.attribute("sonde.db.n_plus_one.count"))
        .as(call.path)
        .isEqualTo(call.repeatsTooOften() ? (long) call.statements.size() : null);
    assertThat(request.span().getStatus().getCode())
        .as(call.path)
        .isEqualTo(call.escapes ? StatusCode.STATUS_CODE_ERROR : StatusCode.STATUS_CODE_UNSET);
    assertThat(request.span().getEventsCount()).as(call.path).isEqualTo(call.escapes ? 1 : 0);
    if (call.escapes) {
      assertTellsNothing(request.span().getEvents(0));
    }
  }

  private static void assertStatements(
      Call call, ReceivedSpan request, List<ReceivedSpan> statements) {
    assertThat(statements)
        .as(call.path)
        .extracting(ReceivedSpan::name)
        .containsExactlyInAnyOrderElementsOf(call.statements);
    for (ReceivedSpan statement : statements) {
      assertThat(statement.traceId()).isEqualTo(request.traceId());
      assertThat(statement.span().getStartTimeUnixNano())
          .isGreaterThanOrEqualTo(request.span().getStartTimeUnixNano());
      assertThat(statement.span().getEndTimeUnixNano())
          .isLessThanOrEqualTo(request.span().getEndTimeUnixNano());
      boolean fails = !call.status.isEmpty();
      assertThat(statement.attribute("error.type")).isEqualTo(fails ? call.status : null);
      assertThat(statement.span().getStatus().getCode())
          .isEqualTo(fails ? StatusCode.STATUS_CODE_ERROR : StatusCode.STATUS_CODE_UNSET);
      if (fails) {
        assertTellsNothing(statement.span().getEvents(0));
      }
    }
  }

  /** The exception is there, without what it says. */
  private static void assertTellsNothing(Span.Event event) {
    assertThat(event.getName()).isEqualTo("exception");
    assertThat(ReceivedSpan.attributes(event.getAttributesList()))
        .containsOnlyKeys("exception.type", "exception.stacktrace");
  }
}
