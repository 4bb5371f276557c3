package dev.sonde.smoke;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one agent tells of the same requests and another does not, or tells otherwise; each with the
 * kinds of request in which it is so. They are found by comparing what came over OTLP, or written
 * down in a table:
 *
 * <pre>{@code
 * | `span attribute thread.id` | any | what the reader wants to know |
 * | `value of url.path` | `GET /a;b=c`, `GET /d;e=f` | ... |
 * }</pre>
 */
final class Differences {

  /** In a table: of all kinds of request that there are. */
  private static final String ANY = "any";

  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| [^|]+ \\|");
  private static final Pattern KIND = Pattern.compile("`([^`]+)`|" + ANY);

  /** In the name of a span: it is another one each time. */
  private static final Pattern SERVER = Pattern.compile("127\\.0\\.0\\.1:[0-9]+(,127[0-9.:]+)*");

  /** Until when a signed URL is good. */
  private static final String WHEN = "X-Amz-(Date|Expires)=[0-9TZ]+";

  /** What is another one each time. */
  private static final Set<String> NOT_COMPARED =
      Set.of("network.peer.port", "server.port", "aws.request_id", "aws.extended_request_id");

  private final Map<String, Set<String>> kinds = new TreeMap<>();

  /** The values that differ, for messages. */
  private final Map<String, String> values = new TreeMap<>();

  /** The rows of the tables in a chapter of a document whose first cell is in backticks. */
  static Differences documented(Path file, String chapter) throws IOException {
    Differences documented = new Differences();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + chapter);
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        Matcher kind = KIND.matcher(row.group(2));
        while (kind.find()) {
          String what = row.group(1).replace("\\|", "|");
          documented.add(what, kind.group(1) == null ? ANY : kind.group(1));
        }
      }
    }
    return documented;
  }

  private void add(String what, String kind) {
    kinds.computeIfAbsent(what, any -> new TreeSet<>()).add(kind);
  }

  /** Adds what the spans of a kind of request differ in. */
  void addSpans(String kind, List<ReceivedSpan> ours, List<ReceivedSpan> theirs) {
    for (ReceivedSpan span : theirs) {
      if (span.kind() != Span.SpanKind.SPAN_KIND_SERVER) {
        add("span " + span.name(), kind);
      }
    }
    List<ReceivedSpan> ourServers = servers(ours);
    List<ReceivedSpan> theirServers = servers(theirs);
    if (ourServers.size() < theirServers.size()) {
      add("server span", kind);
      explain("server span", kind, ourServers.size(), theirServers.size());
    } else if (ourServers.size() == 1 && theirServers.size() == 1) {
      addSpan(kind, ourServers.get(0), theirServers.get(0));
    }
  }

  private static List<ReceivedSpan> servers(List<ReceivedSpan> spans) {
    return spans.stream().filter(span -> span.kind() == Span.SpanKind.SPAN_KIND_SERVER).toList();
  }

  /**
   * Adds what the spans of calls that a kind of request makes differ in: those that only one side
   * has, and the others, pair by pair in their order.
   */
  void addCalls(String kind, List<ReceivedSpan> ours, List<ReceivedSpan> theirs) {
    List<ReceivedSpan> ourCalls = calls(ours);
    List<ReceivedSpan> theirCalls = calls(theirs);
    int[][] pairs = pairs(ourCalls, theirCalls);
    int i = 0;
    int j = 0;
    while (i < ourCalls.size() || j < theirCalls.size()) {
      if (j == theirCalls.size() || (i < ourCalls.size() && pairs[i + 1][j] == pairs[i][j])) {
        addAlone("extra span ", kind, ourCalls.get(i++));
      } else if (i == ourCalls.size() || pairs[i][j + 1] == pairs[i][j]) {
        addAlone("span ", kind, theirCalls.get(j++));
      } else {
        ReceivedSpan our = ourCalls.get(i++);
        ReceivedSpan their = theirCalls.get(j++);
        addValue("span parent", kind, isOfServer(our, ours), isOfServer(their, theirs));
        addDetails(kind, our, their);
      }
    }
  }

  private void addAlone(String what, String kind, ReceivedSpan call) {
    add(what + name(call), kind);
    explain(what + name(call), kind, call.attributes(), "none");
  }

  /** In the order in which they came, which is that in which they ended. */
  private static List<ReceivedSpan> calls(List<ReceivedSpan> spans) {
    return spans.stream().filter(span -> span.kind() != Span.SpanKind.SPAN_KIND_SERVER).toList();
  }

  /** How many pairs can be made of those from an index on, and of the others from another. */
  private static int[][] pairs(List<ReceivedSpan> ours, List<ReceivedSpan> theirs) {
    int[][] pairs = new int[ours.size() + 1][theirs.size() + 1];
    for (int i = ours.size() - 1; i >= 0; i--) {
      for (int j = theirs.size() - 1; j >= 0; j--) {
        pairs[i][j] =
            isSameCall(ours.get(i), theirs.get(j))
                ? pairs[i + 1][j + 1] + 1
                : Math.max(pairs[i + 1][j], pairs[i][j + 1]);
      }
    }
    return pairs;
  }

  private static boolean isSameCall(ReceivedSpan ours, ReceivedSpan theirs) {
    String path = path(ours);
    if (path != null) {
      return path.equals(path(theirs)) && isSame("http.request.method", ours, theirs);
    }
    if (ours.attributes().containsKey("rpc.service")) {
      return ours.name().equals(theirs.name()) && isOfBucket(ours, theirs);
    }
    return ours.kind() == theirs.kind()
        && (ours.name().equals(name(theirs).replace(" HOST:PORT", ""))
            || isSame("db.query.text", ours, theirs)
            || isSame("error.type", ours, theirs));
  }

  private static boolean isOfBucket(ReceivedSpan ours, ReceivedSpan theirs) {
    return !theirs.attributes().containsKey("aws.s3.bucket")
        || isSame("aws.s3.bucket", ours, theirs);
  }

  private static String name(ReceivedSpan span) {
    return SERVER.matcher(span.name()).replaceAll("HOST:PORT");
  }

  /** Of the URL that a request was sent to. */
  private static String path(ReceivedSpan call) {
    Object url = call.attributes().get("url.full");
    return url == null ? null : URI.create(url.toString()).getPath();
  }

  private static boolean isSame(String attribute, ReceivedSpan ours, ReceivedSpan theirs) {
    Object our = ours.attribute(attribute);
    return our != null && our.equals(theirs.attribute(attribute));
  }

  private static boolean isOfServer(ReceivedSpan call, List<ReceivedSpan> spans) {
    return servers(spans).stream().anyMatch(server -> server.spanId().equals(call.parentId()));
  }

  /**
   * Adds what the spans of calls differ in on the side that makes them and on that which serves.
   */
  void addSides(String kind, List<ReceivedSpan> ours, List<ReceivedSpan> theirs) {
    for (Span.SpanKind side :
        List.of(Span.SpanKind.SPAN_KIND_CLIENT, Span.SpanKind.SPAN_KIND_SERVER)) {
      List<ReceivedSpan> our = ours.stream().filter(span -> span.kind() == side).toList();
      List<ReceivedSpan> their = theirs.stream().filter(span -> span.kind() == side).toList();
      addValue("number of spans", kind, our.size(), their.size());
      for (int i = 0; i < Math.min(our.size(), their.size()); i++) {
        addDetails(kind, our.get(i), their.get(i));
      }
    }
  }

  private void addSpan(String kind, ReceivedSpan ours, ReceivedSpan theirs) {
    addValue("span parent", kind, ours.parentId(), theirs.parentId());
    addDetails(kind, ours, theirs);
  }

  private void addDetails(String kind, ReceivedSpan ours, ReceivedSpan theirs) {
    addValue("span name", kind, ours.name(), theirs.name());
    addValue("span status", kind, status(ours), status(theirs));
    Map<String, Object> known = ours.attributes();
    theirs
        .attributes()
        .forEach(
            (name, value) -> {
              if (!known.containsKey(name)) {
                add("span attribute " + name, kind);
              } else if (!NOT_COMPARED.contains(name)) {
                addValue(name, kind, withoutPort(known.get(name)), withoutPort(value));
              }
            });
    Set<String> events = events(ours);
    for (String event : events(theirs)) {
      if (!events.contains(event)) {
        add("span event " + event, kind);
      }
    }
  }

  private static Object withoutPort(Object value) {
    return value instanceof String text
        ? text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1").replaceAll(WHEN, "")
        : value;
  }

  private void addValue(String what, String kind, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      add("value of " + what, kind);
      explain("value of " + what, kind, ours, theirs);
    }
  }

  private void explain(String what, String kind, Object ours, Object theirs) {
    values.merge(
        what,
        " (" + kind + ": " + ours + " instead of " + theirs + ')',
        (one, other) -> one.contains(other) ? one : one + other);
  }

  private static Object status(ReceivedSpan span) {
    return span.span().getStatus().getCode();
  }

  /** The events, each with the names of its attributes. */
  private static Set<String> events(ReceivedSpan span) {
    return span.span().getEventsList().stream()
        .map(event -> event.getName() + ' ' + names(event.getAttributesList()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(List<KeyValue> attributes) {
    return attributes.stream().map(KeyValue::getKey).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Adds the metrics whose names begin so, and labels of them, that are missing. */
  void addMetrics(String beginning, List<Metric> ours, List<Metric> theirs) {
    Map<String, Set<String>> known = labels(beginning, ours);
    labels(beginning, theirs)
        .forEach(
            (metric, labels) -> {
              if (!known.containsKey(metric)) {
                add("metric " + metric, ANY);
              } else if (!known.get(metric).containsAll(labels)) {
                Set<String> missing = new TreeSet<>(labels);
                missing.removeAll(known.get(metric));
                add("labels of metric " + metric, ANY);
                explain("labels of metric " + metric, ANY, "none", missing);
              }
            });
  }

  private static Map<String, Set<String>> labels(String beginning, List<Metric> metrics) {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (Metric metric : metrics) {
      if (metric.getName().startsWith(beginning)) {
        Stream<List<KeyValue>> points =
            metric.hasHistogram()
                ? metric.getHistogram().getDataPointsList().stream().map(p -> p.getAttributesList())
                : metric.getSum().getDataPointsList().stream().map(p -> p.getAttributesList());
        Set<String> all = labels.computeIfAbsent(metric.getName(), any -> new TreeSet<>());
        points.forEach(point -> all.addAll(names(point)));
      }
    }
    return labels;
  }

  /** Adds the attributes of the resource that are missing. */
  void addResource(ReceivedSpan ours, ReceivedSpan theirs) {
    for (String name : theirs.resource().keySet()) {
      if (!ours.resource().containsKey(name)) {
        add("resource attribute " + name, ANY);
      }
    }
  }

  /** What is here and not in a table, and what the table has without need. */
  List<String> unlike(Differences documented) {
    List<String> unlike = new ArrayList<>();
    kinds.forEach(
        (what, found) -> {
          Set<String> missing = new TreeSet<>(found);
          missing.removeAll(documented.of(what));
          if (!missing.isEmpty() && !documented.of(what).contains(ANY)) {
            unlike.add("not documented: " + what + ": " + missing + values.getOrDefault(what, ""));
          }
        });
    documented.kinds.forEach(
        (what, known) -> {
          Set<String> obsolete = new TreeSet<>(known);
          obsolete.removeAll(of(what));
          if (!of(what).isEmpty()) {
            obsolete.remove(ANY);
          }
          if (!obsolete.isEmpty()) {
            unlike.add("no longer so: " + what + ": " + obsolete);
          }
        });
    return unlike;
  }

  private Set<String> of(String what) {
    return kinds.getOrDefault(what, Set.of());
  }
}
