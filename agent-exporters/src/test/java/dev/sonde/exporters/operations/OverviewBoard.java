package dev.sonde.exporters.operations;

/** All jobs at a glance: where to look first. */
final class OverviewBoard {

  private OverviewBoard() {}

  static Board board() {
    return new Board(
            "sonde-overview",
            "overview",
            "All jobs at a glance: are they there, do they answer, fast enough, and what changed")
        .byInstance()
        .row("Now")
        .panel(
            Panel.stat("Instances up")
                .asks("How many instances answer? Those that the agent is in, by their scrapes.")
                .unit("none")
                .query("sum(up{%target} and on (job, instance) sonde_build_info)"))
        .panel(
            Panel.stat("Instances down")
                .asks("Does an instance not answer? Any number but 0 is an outage or a deployment.")
                .unit("none")
                .query("count(up{%target} == 0) or vector(0)")
                .guardedBy(HealthRules.SERVICE_DOWN, HealthRules.SERVICE_ABSENT))
        .panel(
            Panel.stat("Firing alerts")
                .asks("Is anybody being told of something? The watchdog does not count.")
                .unit("none")
                .query(
                    "count(ALERTS{alertstate='firing', alertname!='Watchdog', %job}) or vector(0)"))
        .panel(
            Panel.stat("Requests")
                .asks("How much is asked of all of it? Requests a second over the last 5 minutes.")
                .unit("reqps")
                .query("sum(job:http_server_request_duration_seconds_count:rate5m{%job})"))
        .panel(
            Panel.stat("Failed")
                .asks("Which share of all requests fails? Answers with a 5xx.")
                .unit("percentunit")
                .query(
                    "sum(job:http_server_request_errors:rate5m{%job})"
                        + " / sum(job:http_server_request_duration_seconds_count:rate5m{%job})")
                .guardedBy(HttpRules.HIGH_ERROR_RATE))
        .panel(
            Panel.stat("In flight")
                .asks("How many requests are being served at this moment?")
                .unit("none")
                .query("sum(job:http_server_active_requests:sum{%job})"))
        .row("Traffic, errors, latency")
        .panel(
            Panel.graph("Requests by job")
                .asks("Is the traffic as usual? A drop to nothing is as bad as a flood.")
                .size(8, 8)
                .unit("reqps")
                .query("job:http_server_request_duration_seconds_count:rate5m{%job}", "{{job}}")
                .query("job:rpc_server_call_duration_seconds_count:rate5m{%job}", "{{job}} gRPC")
                .drill("sonde-service"))
        .panel(
            Panel.graph("Failed requests by job")
                .asks("Which job fails? Share of 5xx, or of failed gRPC calls; a click opens it.")
                .size(8, 8)
                .smallShare()
                .query("job:http_server_request_errors_per_request:ratio_rate5m{%job}", "{{job}}")
                .query("job:rpc_server_errors_per_call:ratio_rate5m{%job}", "{{job}} gRPC")
                .guardedBy(HttpRules.HIGH_ERROR_RATE)
                .watchedBy(GrpcRules.SERVER_HIGH_ERROR_RATE)
                .drill("sonde-service"))
        .panel(
            Panel.graph("Duration by job, 95th percentile")
                .asks("Which job is slow? One request in twenty takes longer than this.")
                .size(8, 8)
                .unit("s")
                .query(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(http_server_request_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{job}}")
                .query(
                    "histogram_quantile(0.95, sum by (job, le)"
                        + " (rate(rpc_server_call_duration_seconds_bucket{%target}[$__rate_interval])))",
                    "{{job}} gRPC")
                .exemplars()
                .guardedBy(HttpRules.HIGH_LATENCY_P95)
                .drill("sonde-service"))
        .panel(
            Panel.graph("Answers by status")
                .asks("How are all jobs' requests answered? A new colour is news.")
                .size(24, 7)
                .unit("reqps")
                .query(
                    "sum by (http_response_status_code)"
                        + " (job_status:http_server_request_duration_seconds_count:rate5m{%job})",
                    "{{http_response_status_code}}"))
        .row("Promises")
        .panel(
            Panel.bars("Error budget that is left")
                .asks("May we take risks? What is left of the budgets of the last 30 days.")
                .upToOne()
                .signed()
                .query("slo:error_budget_remaining:ratio{%job}", "{{job}} {{slo}}")
                .guardedBy(SloRules.BUDGET_LOW, SloRules.BUDGET_EXHAUSTED)
                .drill("sonde-slo"))
        .panel(
            Panel.table("What fires")
                .asks("What exactly is wrong? Each alert that fires, with what it is about.")
                .unit("none")
                .query(
                    "count by (alertname, severity, job, instance)"
                        + " (ALERTS{alertstate='firing', alertname!='Watchdog', %job})"))
        .row("Instances")
        .panel(
            Panel.graph("CPU of the processors")
                .asks("Is an instance out of CPU? The share of the processors that it may use.")
                .size(8, 8)
                .upToOne()
                .query("instance:jvm_cpu:utilization_rate5m{%target}", "{{job}} {{instance}}")
                .guardedBy(JvmRules.CPU_HIGH)
                .drill("sonde-use"))
        .panel(
            Panel.graph("Heap after collections")
                .asks("Does an instance run out of heap? What is left in use when garbage is gone.")
                .size(8, 8)
                .upToOne()
                .query("instance:jvm_heap_after_gc:utilization{%target}", "{{job}} {{instance}}")
                .guardedBy(JvmRules.HEAP_HIGH, JvmRules.HEAP_CRITICAL)
                .drill("sonde-jvm"))
        .panel(
            Panel.graph("Time since the start")
                .asks("Who restarted, and when? Each fall to 0 is a start.")
                .size(8, 8)
                .unit("s")
                .query("process_uptime_seconds{%target}", "{{job}} {{instance}}")
                .watchedBy(HealthRules.INSTANCE_RESTARTING))
        .panel(
            Panel.table("Versions")
                .asks(
                    "Which agent and which Java run where? Different ones side by side are a"
                        + " rollout.")
                .unit("none")
                .query("sonde_build_info{%target}"))
        .panel(
            Panel.table("Resources")
                .asks("What is behind an instance? Service, host, container and pod.")
                .unit("none")
                .query(
                    "max by (job, instance, service_version, host_name, k8s_pod_name)"
                        + " (target_info{%target})"));
  }
}
