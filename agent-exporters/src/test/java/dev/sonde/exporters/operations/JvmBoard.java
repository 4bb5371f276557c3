package dev.sonde.exporters.operations;

/** Memory, collections, threads and classes of JVMs. */
final class JvmBoard {

  private JvmBoard() {}

  static Board board() {
    return new Board("sonde-jvm", "JVM", "Memory, garbage collection, threads, classes and buffers")
        .byInstance()
        .row("Memory")
        .panel(
            Panel.graph("Heap")
                .asks("Is the heap large enough? Used should swing below committed and the limit.")
                .unit("bytes")
                .query(
                    "sum by (instance) (jvm_memory_used_bytes{%target, jvm_memory_type='heap'})",
                    "{{instance}} used")
                .query(
                    "sum by (instance) (jvm_memory_committed_bytes{%target,"
                        + " jvm_memory_type='heap'})",
                    "{{instance}} committed")
                .query(
                    "sum by (instance) (jvm_memory_limit_bytes{%target, jvm_memory_type='heap'} >"
                        + " 0)",
                    "{{instance}} limit"))
        .panel(
            Panel.graph("Heap after collections")
                .asks("Is there a leak? What stays when garbage is gone must not rise for hours.")
                .upToOne()
                .query("instance:jvm_heap_after_gc:utilization{%target}", "{{instance}}")
                .guardedBy(JvmRules.HEAP_HIGH, JvmRules.HEAP_CRITICAL))
        .panel(
            Panel.graph("Heap in use")
                .asks("How much of the heap is taken at this moment, garbage included?")
                .upToOne()
                .query("instance:jvm_heap:utilization{%target}", "{{instance}}"))
        .panel(
            Panel.graph("Memory pools")
                .asks("Where is it? By pool of the collector.")
                .unit("bytes")
                .query(
                    "sum by (jvm_memory_pool_name) (jvm_memory_used_bytes{%target,"
                        + " jvm_memory_type='heap'})",
                    "{{jvm_memory_pool_name}}"))
        .panel(
            Panel.graph("Outside the heap")
                .asks("What else grows? Metaspace by classes, code cache by compiled methods.")
                .unit("bytes")
                .query(
                    "sum by (jvm_memory_pool_name) (jvm_memory_used_bytes{%target,"
                        + " jvm_memory_type='non_heap'})",
                    "{{jvm_memory_pool_name}}"))
        .panel(
            Panel.graph("Buffers")
                .asks("Do direct or mapped buffers grow? They are outside of every pool above.")
                .unit("bytes")
                .query(
                    "sum by (instance, jvm_buffer_pool_name)"
                        + " (jvm_buffer_memory_used_bytes{%target})",
                    "{{instance}} {{jvm_buffer_pool_name}}"))
        .row("Garbage collection")
        .panel(
            Panel.graph("Time in garbage collection")
                .asks("How much does the application stand still for garbage? Share of the time.")
                .size(8, 8)
                .smallShare()
                .query("instance:jvm_gc_duration_seconds:ratio_rate5m{%target}", "{{instance}}")
                .guardedBy(JvmRules.GC_TIME_HIGH))
        .panel(
            Panel.graph("Longest of a hundred pauses")
                .asks("Do pauses explain slow requests? Compare with their 99th percentile.")
                .size(8, 8)
                .unit("s")
                .query("instance:jvm_gc_duration_seconds:p99_5m{%target}", "{{instance}}")
                .guardedBy(JvmRules.GC_PAUSE_LONG))
        .panel(
            Panel.graph("Collections")
                .asks("How often is collected, and by what? Major ones should be rare.")
                .size(8, 8)
                .unit("ops")
                .query(
                    "sum by (jvm_gc_name, jvm_gc_action)"
                        + " (rate(jvm_gc_duration_seconds_count{%target}[$__rate_interval]))",
                    "{{jvm_gc_name}} {{jvm_gc_action}}"))
        .panel(
            Panel.graph("Allocation and promotion")
                .asks("Who makes the collector work? Bytes allocated a second, and how many stay.")
                .unit("Bps")
                .query(
                    "instance:sonde_jvm_gc_memory_allocated_bytes:rate5m{%target}",
                    "{{instance}} allocated")
                .query(
                    "rate(sonde_jvm_gc_memory_promoted_bytes_total{%target}[$__rate_interval])",
                    "{{instance}} promoted"))
        .panel(
            Panel.graph("CPU of the process")
                .asks("How many processors does it keep busy? CPU seconds a second.")
                .query(
                    "sum by (instance)"
                        + " (rate(jvm_cpu_time_seconds_total{%target}[$__rate_interval]))",
                    "{{instance}}"))
        .row("Threads")
        .panel(
            Panel.graph("Threads by state")
                .asks("What do the threads do? Blocked ones wait for locks.")
                .size(12, 8)
                .unit("none")
                .query(
                    "sum by (jvm_thread_state) (instance_state:jvm_thread_count:sum{%target})",
                    "{{jvm_thread_state}}")
                .watchedBy(JvmRules.THREADS_BLOCKED))
        .panel(
            Panel.graph("Threads")
                .asks("Are threads started that do not end? A line that only rises says so.")
                .size(8, 8)
                .unit("none")
                .query("instance:jvm_thread_count:sum{%target}", "{{instance}}")
                .watchedBy(JvmRules.THREADS_GROWING))
        .panel(
            Panel.stat("Deadlocked")
                .asks("Do threads wait for each other for ever? Only a restart helps them.")
                .size(4, 8)
                .unit("none")
                .query("sum(sonde_jvm_threads_deadlocked{%target})")
                .guardedBy(JvmRules.THREADS_DEADLOCKED))
        .panel(
            Panel.graph("Virtual threads that were pinned")
                .asks(
                    "Do virtual threads hold on to their carriers? From Java 21 on, and off unless"
                        + " sonde.jvm.virtual-threads.enabled is true.")
                .unit("ops")
                .query(
                    "sum by (instance)"
                        + " (rate(sonde_jvm_virtual_threads_pinned_total{%target}[$__rate_interval]))",
                    "{{instance}}"))
        .row("Classes")
        .panel(
            Panel.graph("Classes loaded")
                .asks(
                    "Are classes made again and again? A line that only rises is a leak of"
                        + " loaders.")
                .size(12, 8)
                .unit("none")
                .query("jvm_class_count{%target}", "{{instance}}"))
        .panel(
            Panel.graph("Class loading")
                .asks("Is the application still starting, or does it generate classes?")
                .size(12, 8)
                .unit("ops")
                .query(
                    "sum by (instance) (rate(jvm_class_loaded_total{%target}[$__rate_interval]))",
                    "{{instance}} loaded")
                .query(
                    "sum by (instance) (rate(jvm_class_unloaded_total{%target}[$__rate_interval]))",
                    "{{instance}} unloaded"))
        .panel(
            Panel.graph("Metaspace")
                .asks("How far is the limit of the metaspace? Only where one is set.")
                .upToOne()
                .query(
                    "jvm_memory_used_bytes{%target, jvm_memory_pool_name='Metaspace'} /"
                        + " (jvm_memory_limit_bytes{%target, jvm_memory_pool_name='Metaspace'} >"
                        + " 0)",
                    "{{instance}}")
                .guardedBy(JvmRules.METASPACE_HIGH));
  }
}
