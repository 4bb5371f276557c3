package dev.sonde.exporters.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the objectives become: for each the share of bad events over several windows, the budget and
 * how fast it burns; and alerts on two windows each, as the SRE workbook has them.
 */
final class SloRules {

  /** Those that are looked at directly; what is longer is made of the first one. */
  private static final List<String> SHORT_WINDOWS = List.of("5m", "30m", "1h", "2h", "6h");

  private static final List<String> LONG_WINDOWS = List.of("1d", "3d", "30d");

  /** How far apart the rates of the short windows are. */
  private static final int SECONDS_BETWEEN_RATES = 60;

  /** So few bad events are nothing to wake anybody for, whatever share of all they are. */
  private static final int BAD_EVENTS = 10;

  private static final String EVENTS_OF_A_SHOP =
      """
      http_server_request_duration_seconds_count{http_response_status_code='200'} %s
      http_server_request_duration_seconds_count{http_response_status_code='500'} %s
      """;

  private static final String CALLS =
      """
      rpc_server_call_duration_seconds_count{rpc_method='shop.Stock/Get', rpc_response_status_code='OK'} +588
      rpc_server_call_duration_seconds_count{rpc_method='%s', rpc_response_status_code='UNIMPLEMENTED', error_type='UNIMPLEMENTED'} +12
      """;

  private static final String CALLS_OF_S3 =
      """
      sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject'} +588
      sonde_s3_client_operation_duration_seconds_count{rpc_method='GetObject', error_type='%s'} +12
      """;

  static final Alert VERY_FAST =
      burning(Alert.critical("SLOBudgetBurnVeryFast", "slo"), "1h", "5m", "1h", 14.4)
          .lasting("2m")
          .description(
              "{{ $value | humanizePercentage }} of the last hour's events were bad: at this rate"
                  + " 2% of the budget of 30 days goes in an hour.")
          .fires("2%", events("+588", "+12"))
          .isSilent(events("+594", "+6"))
          .isSilent(events("0+1x400", "0x395 0+1x2 2x100"))
          .fires("2%", CALLS.formatted("shop.Stock/Get"))
          .isSilent(CALLS.formatted("_OTHER"))
          .fires("2%", CALLS_OF_S3.formatted("NoSuchBucket"))
          .isSilent(CALLS_OF_S3.formatted("NoSuchKey"));

  static final Alert FAST =
      burning(Alert.critical("SLOBudgetBurnFast", "slo"), "6h", "30m", "6h", 6)
          .lasting("15m")
          .description(
              "{{ $value | humanizePercentage }} of the last six hours' events were bad: at this"
                  + " rate 5% of the budget of 30 days goes in six hours.")
          .fires("1%", events("+594", "+6"))
          .isSilent(events("+597", "+3"));

  static final Alert SLOW =
      burning(Alert.warning("SLOBudgetBurnSlow", "slo"), "1d", "2h", "2h", 3)
          .lasting("1h")
          .description(
              "{{ $value | humanizePercentage }} of the last day's events were bad: at this rate"
                  + " 10% of the budget of 30 days goes in a day.")
          .fires("0.4%", events("+996", "+4"))
          .isSilent(events("+998", "+2"));

  static final Alert VERY_SLOW =
      burning(Alert.warning("SLOBudgetBurnVerySlow", "slo"), "3d", "6h", "6h", 1)
          .lasting("3h")
          .description(
              "{{ $value | humanizePercentage }} of the last three days' events were bad: at this"
                  + " rate nothing of the budget of 30 days is left at their end.")
          .fires("0.2%", events("+998", "+2"))
          .isSilent(events("+1999", "+1"));

  static final Alert BUDGET_LOW =
      Alert.warning("SLOErrorBudgetLow", "slo")
          .when(
              """
              slo:error_budget_remaining:ratio < %limit
              and slo:error_budget_remaining:ratio > 0
              and slo:sli_errors:sum30d >= EVENTS
              """
                  .replace("EVENTS", Integer.toString(BAD_EVENTS)),
              0.25)
          .lasting("1h")
          .of("job", "slo")
          .summary("Little of the error budget of {{ $labels.slo }} is left for {{ $labels.job }}")
          .description("{{ $value | humanizePercentage }} of it.")
          .board("sonde-slo")
          .fires("20%", events("+9992", "+8"))
          .isSilent(events("+9995", "+5"));

  static final Alert BUDGET_EXHAUSTED =
      Alert.warning("SLOErrorBudgetExhausted", "slo")
          .when(
              """
              slo:error_budget_remaining:ratio <= %limit
              and slo:sli_errors:sum30d >= EVENTS
              """
                  .replace("EVENTS", Integer.toString(BAD_EVENTS)),
              0)
          .lasting("1h")
          .of("job", "slo")
          .summary("The error budget of {{ $labels.slo }} is spent for {{ $labels.job }}")
          .description(
              "{{ $value | humanizePercentage }} of it is left: the error budget policy says what"
                  + " that means.")
          .board("sonde-slo")
          .fires("-100%", events("+998", "+2"))
          .isSilent(events("+9995", "+5"))
          .isSilent(events("0+1x400", "0x395 0+1x2 2x100"));

  private SloRules() {}

  /** Burns so many times as fast as it may, over a long window and, still, over a short one. */
  private static Alert burning(
      Alert alert, String window, String still, String counted, double burn) {
    return alert
        .when(
            """
            slo:sli_error:ratio_rateLONG > on (slo) group_left () (%limit * slo:error_budget:ratio)
            and slo:sli_error:ratio_rateSHORT > on (slo) group_left () (%limit * slo:error_budget:ratio)
            and slo:sli_errors:rateCOUNTED * SECONDS >= EVENTS
            """
                .replace("LONG", window)
                .replace("SHORT", still)
                .replace("COUNTED", counted)
                .replace("SECONDS", Integer.toString(RuleTests.minutes(counted) * 60))
                .replace("EVENTS", Integer.toString(BAD_EVENTS)),
            burn)
        .of("job", "slo")
        .label("window", window)
        .summary("{{ $labels.job }} spends the error budget of {{ $labels.slo }} too fast")
        .board("sonde-slo");
  }

  private static String events(String good, String bad) {
    return EVENTS_OF_A_SHOP.formatted(good, bad);
  }

  static List<RuleGroup> of(List<Slo> slos) {
    List<RuleGroup> groups = new ArrayList<>();
    for (Slo slo : slos) {
      groups.add(shortWindows(slo));
      groups.add(longWindows(slo));
    }
    groups.add(alerts());
    return groups;
  }

  /** Each minute: what alerts wait for. */
  private static RuleGroup shortWindows(Slo slo) {
    Map<String, String> label = Map.of("slo", slo.name());
    String of = "{slo='" + slo.name() + "'}";
    RuleGroup group =
        new RuleGroup("sonde-slo-" + slo.name(), SECONDS_BETWEEN_RATES + "s")
            .record(
                "slo:objective:ratio",
                "vector(" + Promql.number(slo.objective()) + ")",
                labels(slo))
            .record("slo:error_budget:ratio", "1 - slo:objective:ratio" + of, labels(slo))
            .record("slo:sli_events:rate5m", rate(slo.total(), "5m"), label);
    for (String window : SHORT_WINDOWS) {
      group.record("slo:sli_errors:rate" + window, badEvents(slo, window), label);
      group.record(
          "slo:sli_error:ratio_rate" + window,
          "slo:sli_errors:rate"
              + window
              + of
              + " / on (job) ("
              + rate(slo.total(), window)
              + " > 0)",
          label);
    }
    return group.record(
        "slo:current_burn_rate:ratio",
        "slo:sli_error:ratio_rate1h" + of + " / on (slo) group_left () slo:error_budget:ratio" + of,
        label);
  }

  /** Every five minutes: what takes Prometheus longer. */
  private static RuleGroup longWindows(Slo slo) {
    Map<String, String> label = Map.of("slo", slo.name());
    String of = "{slo='" + slo.name() + "'}";
    RuleGroup group = new RuleGroup("sonde-slo-" + slo.name() + "-long", "5m");
    for (String window : LONG_WINDOWS) {
      group.record(
          "slo:sli_error:ratio_rate" + window,
          """
          sum_over_time(slo:sli_errors:rate5mSLO[WINDOW])
            / (sum_over_time(slo:sli_events:rate5mSLO[WINDOW]) > 0)
          """
              .replace("SLO", of)
              .replace("WINDOW", window),
          label);
    }
    group.record(
        "slo:sli_errors:sum30d",
        "sum_over_time(slo:sli_errors:rate5m" + of + "[30d]) * " + SECONDS_BETWEEN_RATES,
        label);
    return group.record(
        "slo:error_budget_remaining:ratio",
        "1 - slo:sli_error:ratio_rate30d"
            + of
            + " / on (slo) group_left () slo:error_budget:ratio"
            + of,
        label);
  }

  private static String rate(String selector, String window) {
    return "sum by (job) (rate(" + selector + "[" + window + "]))";
  }

  private static String badEvents(Slo slo, String window) {
    String all = rate(slo.total(), window);
    return slo.bad().isEmpty()
        ? "clamp_min(" + all + " - " + rate(slo.good(), window) + ", 0)"
        : rate(slo.bad(), window) + "\nor " + all + " * 0";
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-slo", "1m")
        .alert(VERY_FAST, FAST, SLOW, VERY_SLOW, BUDGET_LOW, BUDGET_EXHAUSTED);
  }

  private static Map<String, String> labels(Slo slo) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("slo", slo.name());
    labels.put("area", slo.area());
    return labels;
  }
}
