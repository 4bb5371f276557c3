package dev.sonde.exporters.operations;

/** Whether instances are there at all, and whether anybody would be told. */
final class HealthRules {

  static final Alert SERVICE_DOWN =
      Alert.critical("ServiceDown", "health")
          .when("up == 0 and on (job) last_over_time(sonde_build_info[1d])")
          .lasting("2m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} of {{ $labels.job }} is down")
          .description("Its scrapes fail: up is {{ $value }}.")
          .board("sonde-overview")
          .fires("0", "sonde_build_info 1x10 _x100\nup 1x10 0x100")
          .isSilent("sonde_build_info 1\nup 1")
          .isSilent("sonde_build_info 1\nup{job='other'} 0");

  static final Alert SERVICE_ABSENT =
      Alert.critical("ServiceAbsent", "health")
          .when(
              """
              count by (job) (last_over_time(sonde_build_info[6h]))
              unless count by (job) (sonde_build_info)
              """)
          .lasting("5m")
          .of("job")
          .summary("No instance of {{ $labels.job }} is left")
          .description("{{ $value }} answered in the last six hours, and none does now.")
          .board("sonde-overview")
          .fires("1", "sonde_build_info 1x10 _x100")
          .isSilent("sonde_build_info{instance='a'} 1x10 _x100\nsonde_build_info{instance='b'} 1");

  static final Alert INSTANCE_RESTARTING =
      Alert.warning("InstanceRestarting", "health")
          .when("resets(process_uptime_seconds[30m]) > %limit", 3)
          .lasting("1m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} of {{ $labels.job }} keeps restarting")
          .description("It restarted {{ $value }} times in 30 minutes.")
          .board("sonde-overview")
          .provenAfter(30)
          .fires("9", "process_uptime_seconds" + " 60 120 180".repeat(9) + " 60+60x20")
          .isSilent("process_uptime_seconds 60 120 180 60+60x60");

  static final Alert WATCHDOG =
      Alert.none("Watchdog", "meta")
          .when("vector(1)")
          .lasting("0m")
          .keepFiring("0m")
          .summary("Alerts arrive")
          .description(
              "This alert always fires, with the value {{ $value }}: whoever receives it raises the"
                  + " alarm when it stops.")
          .board("sonde-overview")
          .fires("1", "");

  static final Alert RULE_FAILURES =
      Alert.critical("PrometheusRuleFailures", "meta")
          .when(
              """
              sum by (job, instance, rule_group) (increase(prometheus_rule_evaluation_failures_total[5m]))
                > %limit
              """,
              0)
          .lasting("10m")
          .of("job", "instance", "rule_group")
          .summary("Prometheus can't evaluate its rules")
          .description(
              "{{ $value | printf \"%.3g\" }} failures in 5 minutes in {{ $labels.rule_group }}.")
          .board("sonde-overview")
          .fires("5", "prometheus_rule_evaluation_failures_total{rule_group='sonde-http'} +1")
          .isSilent("prometheus_rule_evaluation_failures_total{rule_group='sonde-http'} 3");

  static final Alert NOTIFICATIONS_FAILING =
      Alert.critical("AlertmanagerNotificationsFailing", "meta")
          .when(
              "sum by (integration) (rate(alertmanager_notifications_failed_total[5m])) > %limit",
              0)
          .lasting("10m")
          .of("integration")
          .summary("Alertmanager can't notify anybody through {{ $labels.integration }}")
          .description("{{ $value | printf \"%.3g\" }} notifications a second are lost.")
          .board("sonde-overview")
          .fires("0.1", "alertmanager_notifications_failed_total{integration='slack'} +6")
          .isSilent("alertmanager_notifications_failed_total{integration='slack'} 6");

  private HealthRules() {}

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-health", "1m")
        .alert(SERVICE_DOWN, SERVICE_ABSENT, INSTANCE_RESTARTING);
  }

  static RuleGroup metaAlerts() {
    return new RuleGroup("sonde-alerts-meta", "1m")
        .alert(WATCHDOG, RULE_FAILURES, NOTIFICATIONS_FAILING);
  }
}
