package dev.sonde.exporters.operations;

/** Calls of S3's clients, and the objects that they move. */
final class S3Board {

  private static final String CHOSEN = "{%target, aws_s3_bucket=~'$aws_s3_bucket'";

  private S3Board() {}

  static Board board() {
    return new Board("sonde-s3", "S3", "Calls, latency, errors, retries and throttling, bytes")
        .byInstance()
        .by("aws_s3_bucket", "Bucket", "sonde_s3_client_operation_duration_seconds_count{%target}")
        .row("Calls")
        .panel(
            Panel.graph("Calls")
                .asks("What is asked of S3? Calls that ended, a second; retries are within them.")
                .unit("ops")
                .query(
                    "sum by (rpc_method) (rate(sonde_s3_client_operation_duration_seconds_count"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{rpc_method}}"))
        .panel(
            Panel.graph("Share of failed calls")
                .asks("Do calls fail, after all retries? That an object is not there is an answer.")
                .smallShare()
                .query("job:s3_client_errors_per_operation:ratio_rate5m{%job}", "{{job}}")
                .guardedBy(S3Rules.HIGH_ERROR_RATE))
        .panel(
            Panel.graph("95th percentile by call")
                .asks(
                    "Which calls are slow? With all attempts and the waiting between them. A dot is"
                        + " an exemplar that leads to the trace.")
                .unit("s")
                .query(quantile("operation_duration_seconds", "rpc_method, le"), "{{rpc_method}}")
                .exemplars()
                .guardedBy(S3Rules.HIGH_LATENCY))
        .panel(
            Panel.graph("Until the first byte, 95th percentile")
                .asks("Is S3 slow to answer, or is it the object's size? This is without the size.")
                .unit("s")
                .query(quantile("first_byte_duration_seconds", "rpc_method, le"), "{{rpc_method}}"))
        .panel(
            Panel.graph("Errors by type")
                .asks("What does S3 complain of? Its codes, or the classes of exceptions.")
                .unit("ops")
                .query(
                    "sum by (error_type, http_response_status_code)"
                        + " (rate(sonde_s3_client_operation_duration_seconds_count"
                        + CHOSEN
                        + ", error_type!=''}[$__rate_interval]))",
                    "{{error_type}} {{http_response_status_code}}"))
        .panel(
            Panel.graph("In flight")
                .asks("Do calls pile up, or hang? A level line without calls that end is stuck.")
                .unit("none")
                .query(
                    "sum by (rpc_method) (sonde_s3_client_active_operations" + CHOSEN + "})",
                    "{{rpc_method}}")
                .watchedBy(S3Rules.STUCK))
        .row("Attempts")
        .panel(
            Panel.graph("Attempts by outcome")
                .asks("How do attempts end? What is throttled comes again, later.")
                .unit("ops")
                .query(
                    "sum by (sonde_attempt_outcome) (rate(sonde_s3_client_attempts_total"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{sonde_attempt_outcome}}")
                .watchedBy(S3Rules.THROTTLED))
        .panel(
            Panel.graph("Retries for each call")
                .asks("What do retries hide? Latency and load that no failed call tells of.")
                .unit("short")
                .query("job:s3_client_retries_per_operation:ratio_rate5m{%job}", "{{job}}")
                .guardedBy(S3Rules.RETRIES_HIGH))
        .row("Objects")
        .panel(
            Panel.graph("Bytes")
                .asks("How much is moved? Bytes of objects a second, each way.")
                .unit("Bps")
                .query(
                    "sum by (aws_s3_bucket, network_io_direction) (rate(sonde_s3_client_io_bytes_total"
                        + CHOSEN
                        + "}[$__rate_interval]))",
                    "{{aws_s3_bucket}} {{network_io_direction}}"))
        .panel(
            Panel.graph("Size of objects, 95th percentile")
                .asks("How large are objects? Large ones are slow for a good reason.")
                .unit("bytes")
                .query(quantile("object_size_bytes", "rpc_method, le"), "{{rpc_method}}"));
  }

  private static String quantile(String of, String by) {
    return "histogram_quantile(0.95, sum by ("
        + by
        + ") (rate(sonde_s3_client_"
        + of
        + "_bucket"
        + CHOSEN
        + "}[$__rate_interval])))";
  }
}
