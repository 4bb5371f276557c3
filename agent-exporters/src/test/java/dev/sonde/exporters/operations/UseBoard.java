package dev.sonde.exporters.operations;

/**
 * Utilization, saturation and errors of what an instance has: CPU, memory, threads, connections.
 */
final class UseBoard {

  private UseBoard() {}

  static Board board() {
    return new Board(
            "sonde-use",
            "resources",
            "Utilization, saturation and errors of CPU, memory, descriptors, threads and pools")
        .byInstance()
        .row("CPU")
        .panel(
            Panel.graph("CPU utilization")
                .asks("Is there CPU to spare? Share of the processors that the JVM may use.")
                .size(8, 8)
                .upToOne()
                .query("instance:jvm_cpu:utilization_rate5m{%target}", "{{instance}}")
                .guardedBy(JvmRules.CPU_HIGH))
        .panel(
            Panel.graph("Load of the host")
                .asks("Do threads wait for a processor? More than there are processors means so.")
                .size(8, 8)
                .query("jvm_system_cpu_load_1m{%target}", "{{instance}} load")
                .query("jvm_cpu_count{%target}", "{{instance}} processors"))
        .panel(
            Panel.graph("CPU throttling")
                .asks("Does the container's limit stop it? Seconds that it stood still, a second.")
                .size(8, 8)
                .unit("s")
                .query(
                    "rate(sonde_container_cpu_throttled_seconds_total{%target}[$__rate_interval])",
                    "{{instance}}")
                .guardedBy(JvmRules.CONTAINER_CPU_THROTTLED))
        .panel(
            Panel.graph("CPU of process and host")
                .asks("Is it this process or its neighbours? Recent shares of the whole machine.")
                .upToOne()
                .query("jvm_cpu_recent_utilization{%target}", "{{instance}} process")
                .query("jvm_system_cpu_utilization{%target}", "{{instance}} host"))
        .panel(
            Panel.graph("Context switches")
                .asks(
                    "Do threads fight for processors? Involuntary ones say so. Off unless"
                        + " sonde.process.context-switches.enabled is true.")
                .unit("ops")
                .query(
                    "sum by (instance, process_context_switch_type)"
                        + " (rate(process_context_switches_total{%target}[$__rate_interval]))",
                    "{{instance}} {{process_context_switch_type}}"))
        .row("Memory and descriptors")
        .panel(
            Panel.graph("Memory of the container")
                .asks("How far is the limit at which the kernel kills?")
                .size(8, 8)
                .upToOne()
                .query("instance:container_memory:utilization{%target}", "{{instance}}")
                .guardedBy(JvmRules.CONTAINER_MEMORY_HIGH))
        .panel(
            Panel.graph("Memory of the process")
                .asks("How much memory does the process take? Resident, beside heap and all else.")
                .size(8, 8)
                .unit("bytes")
                .query("process_memory_usage_bytes{%target}", "{{instance}} resident")
                .query("process_memory_virtual_bytes{%target}", "{{instance}} virtual"))
        .panel(
            Panel.graph("File descriptors")
                .asks("Can it open more files and sockets? Share of the limit.")
                .size(8, 8)
                .upToOne()
                .query("instance:jvm_file_descriptor:utilization{%target}", "{{instance}}")
                .guardedBy(JvmRules.FILE_DESCRIPTORS_HIGH))
        .row("The server")
        .panel(
            Panel.graph("Server threads that are busy")
                .asks("Do the threads suffice? At the limit, requests wait.")
                .size(8, 8)
                .upToOne()
                .query(
                    "instance_connector:sonde_http_server_threads:utilization{%target}",
                    "{{instance}} {{sonde_connector}}")
                .guardedBy(HttpRules.THREADS_SATURATED))
        .panel(
            Panel.graph("Waiting for a server thread")
                .asks("Do requests wait before anything serves them?")
                .size(8, 8)
                .unit("none")
                .query(
                    "sum by (instance, sonde_connector) (sonde_http_server_queue_size{%target})",
                    "{{instance}} {{sonde_connector}}")
                .guardedBy(HttpRules.REQUESTS_QUEUED))
        .panel(
            Panel.graph("Open connections")
                .asks("How many clients are connected, and how many of them idle?")
                .size(8, 8)
                .unit("none")
                .query(
                    "sum by (instance, sonde_connector, sonde_connection_state)"
                        + " (sonde_http_server_connections{%target})",
                    "{{instance}} {{sonde_connector}} {{sonde_connection_state}}"))
        .row("Pools")
        .panel(
            Panel.graph("Connection pools")
                .asks("Do the connections suffice? Share of each pool that is in use.")
                .upToOne()
                .query(
                    "instance_pool:db_client_connection_used:utilization{%target}",
                    "{{instance}} {{db_client_connection_pool_name}}")
                .guardedBy(DatabaseRules.POOL_HIGH, DatabaseRules.POOL_CRITICAL))
        .panel(
            Panel.graph("Waiting for a connection")
                .asks("Do threads wait for a pool?")
                .unit("none")
                .query(
                    "sum by (instance, db_client_connection_pool_name)"
                        + " (db_client_connection_pending_requests{%target})",
                    "{{instance}} {{db_client_connection_pool_name}}")
                .guardedBy(DatabaseRules.POOL_WAITING));
  }
}
