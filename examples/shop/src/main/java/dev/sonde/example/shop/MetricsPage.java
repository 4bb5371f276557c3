package dev.sonde.example.shop;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of a page of metrics how much of what there was. */
final class MetricsPage {

  /** Histograms, and what they are called in the summary. */
  private static final Map<String, String> KINDS =
      Map.of(
          "http_server_request_duration_seconds", "HTTP served",
          "http_client_request_duration_seconds", "HTTP sent",
          "rpc_server_call_duration_seconds", "gRPC served",
          "rpc_client_call_duration_seconds", "gRPC sent",
          "db_client_operation_duration_seconds", "",
          "sonde_s3_client_operation_duration_seconds", "S3");

  private static final Pattern SAMPLE =
      Pattern.compile("(\\w+?)_(bucket|count)\\{(.*)\\} (\\S+)(?: #.*)?");
  private static final Pattern LIMIT = Pattern.compile("(?:^|,)le=\"([^\"]*)\"");
  private static final Pattern DATABASE = Pattern.compile("(?:^|,)db_system_name=\"([^\"]*)\"");

  /** An error that is no answer, such as that something is not there. */
  private static final Pattern FAILED =
      Pattern.compile("(?:^|,)error_type=\"(?!(?:NOT_FOUND|NoSuchKey|4..)?\")");

  private MetricsPage() {}

  static Map<String, Traffic> read(String page) {
    Map<String, Traffic> traffic = new TreeMap<>();
    page.lines().forEach(line -> read(line, traffic));
    return traffic;
  }

  private static void read(String line, Map<String, Traffic> traffic) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches() || !KINDS.containsKey(sample.group(1))) {
      return;
    }
    String labels = sample.group(3);
    Traffic kind = traffic.computeIfAbsent(kind(sample.group(1), labels), name -> new Traffic());
    double value = Double.parseDouble(sample.group(4));
    if (sample.group(2).equals("count")) {
      kind.addCalls(value, FAILED.matcher(labels).find());
    } else {
      Matcher limit = LIMIT.matcher(labels);
      if (limit.find()) {
        String seconds = limit.group(1);
        kind.addBucket(
            seconds.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(seconds), value);
      }
    }
  }

  private static String kind(String metric, String labels) {
    String kind = KINDS.getOrDefault(metric, metric);
    if (!kind.isEmpty()) {
      return kind;
    }
    Matcher database = DATABASE.matcher(labels);
    String system = database.find() ? database.group(1) : "database";
    return switch (system) {
      case "postgresql" -> "PostgreSQL";
      case "redis" -> "Redis";
      default -> system.toUpperCase(Locale.ROOT);
    };
  }
}
