package dev.sonde.exporters.operations;

/** The JVM, its process and its container. */
final class JvmRules {

  static final Alert HEAP_HIGH =
      Alert.warning("JvmHeapHigh", "jvm")
          .when("instance:jvm_heap_after_gc:utilization > %limit", 0.8)
          .lasting("10m")
          .of("job", "instance")
          .summary("The heap of {{ $labels.instance }} stays full after collections")
          .description("{{ $value | humanizePercentage }} is used after the last collection.")
          .board("sonde-jvm")
          .fires("85%", heapAfterCollection(85))
          .isSilent(heapAfterCollection(60));

  static final Alert HEAP_CRITICAL =
      Alert.critical("JvmHeapCritical", "jvm")
          .when("instance:jvm_heap_after_gc:utilization > %limit", 0.95)
          .lasting("2m")
          .of("job", "instance")
          .summary("The heap of {{ $labels.instance }} is nearly exhausted")
          .description("{{ $value | humanizePercentage }} is used after the last collection.")
          .board("sonde-jvm")
          .fires("97%", heapAfterCollection(97))
          .isSilent(heapAfterCollection(85));

  static final Alert GC_TIME_HIGH =
      Alert.warning("JvmGcTimeHigh", "jvm")
          .when("instance:jvm_gc_duration_seconds:ratio_rate5m > %limit", 0.1)
          .lasting("10m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} stands still for garbage collection")
          .description("{{ $value | humanizePercentage }} of the time.")
          .board("sonde-jvm")
          .fires("20%", "jvm_gc_duration_seconds_sum{jvm_gc_action='end of major GC'} +12")
          .isSilent("jvm_gc_duration_seconds_sum{jvm_gc_action='end of GC cycle'} +12");

  static final Alert GC_PAUSE_LONG =
      Alert.warning("JvmGcPauseLong", "jvm")
          .when("instance:jvm_gc_duration_seconds:p99_5m > %limit", 1)
          .lasting("10m")
          .of("job", "instance")
          .summary("Garbage collections stop {{ $labels.instance }} for long")
          .description("The longest of a hundred pauses takes {{ $value | humanizeDuration }}.")
          .board("sonde-jvm")
          .fires(
              "2.485s",
              """
              jvm_gc_duration_seconds_bucket{jvm_gc_action='end of major GC', le='1'} +0
              jvm_gc_duration_seconds_bucket{jvm_gc_action='end of major GC', le='2.5'} +6
              jvm_gc_duration_seconds_bucket{jvm_gc_action='end of major GC', le='+Inf'} +6
              """)
          .isSilent(
              """
              jvm_gc_duration_seconds_bucket{jvm_gc_action='end of minor GC', le='0.05'} +60
              jvm_gc_duration_seconds_bucket{jvm_gc_action='end of minor GC', le='+Inf'} +60
              """);

  static final Alert CPU_HIGH =
      Alert.warning("JvmCpuHigh", "jvm")
          .when("instance:jvm_cpu:utilization_rate5m > %limit", 0.9)
          .lasting("15m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} has no CPU to spare")
          .description("{{ $value | humanizePercentage }} of its processors are used.")
          .board("sonde-use")
          .fires("95%", "jvm_cpu_time_seconds_total +114\njvm_cpu_count 2")
          .isSilent("jvm_cpu_time_seconds_total +60\njvm_cpu_count 2");

  static final Alert THREADS_DEADLOCKED =
      Alert.critical("JvmThreadsDeadlocked", "jvm")
          .when("sonde_jvm_threads_deadlocked > %limit", 0)
          .lasting("1m")
          .of("job", "instance")
          .summary("Threads of {{ $labels.instance }} are deadlocked")
          .description("{{ $value }} threads wait for each other.")
          .board("sonde-jvm")
          .fires("2", "sonde_jvm_threads_deadlocked 2")
          .isSilent("sonde_jvm_threads_deadlocked 0");

  static final Alert THREADS_BLOCKED =
      Alert.warning("JvmThreadsBlocked", "jvm")
          .when(
              """
              sum by (job, instance) (instance_state:jvm_thread_count:sum{jvm_thread_state='blocked'})
                / sum by (job, instance) (instance_state:jvm_thread_count:sum) > %limit
              """,
              0.25)
          .lasting("10m")
          .of("job", "instance")
          .summary("Many threads of {{ $labels.instance }} wait for locks")
          .description("{{ $value | humanizePercentage }} are blocked.")
          .board("sonde-jvm")
          .fires(
              "50%",
              """
              jvm_thread_count{jvm_thread_state='blocked'} 50
              jvm_thread_count{jvm_thread_state='runnable'} 50
              """)
          .isSilent(
              """
              jvm_thread_count{jvm_thread_state='blocked'} 5
              jvm_thread_count{jvm_thread_state='waiting'} 95
              """);

  static final Alert THREADS_GROWING =
      Alert.warning("JvmThreadsGrowing", "jvm")
          .when("deriv(instance:jvm_thread_count:sum[30m]) * 3600 > %limit", 100)
          .lasting("1h")
          .of("job", "instance")
          .summary("{{ $labels.instance }} starts threads that do not end")
          .description("{{ $value | printf \"%.3g\" }} more an hour.")
          .board("sonde-jvm")
          .fires("120", "jvm_thread_count{jvm_thread_state='waiting'} +2")
          .isSilent("jvm_thread_count{jvm_thread_state='waiting'} 400");

  static final Alert METASPACE_HIGH =
      Alert.warning("JvmMetaspaceHigh", "jvm")
          .when(
              """
              jvm_memory_used_bytes{jvm_memory_pool_name='Metaspace'}
                / (jvm_memory_limit_bytes{jvm_memory_pool_name='Metaspace'} > 0) > %limit
              """,
              0.9)
          .lasting("15m")
          .of("job", "instance", "jvm_memory_type", "jvm_memory_pool_name")
          .summary("The metaspace of {{ $labels.instance }} is filling up")
          .description("{{ $value | humanizePercentage }} of its limit is used.")
          .board("sonde-jvm")
          .fires("95%", metaspace(95))
          .isSilent(metaspace(50));

  static final Alert FILE_DESCRIPTORS_HIGH =
      Alert.critical("JvmFileDescriptorsHigh", "jvm")
          .when("instance:jvm_file_descriptor:utilization > %limit", 0.85)
          .lasting("5m")
          .of("job", "instance")
          .summary("{{ $labels.instance }} runs out of file descriptors")
          .description("{{ $value | humanizePercentage }} of them are open.")
          .board("sonde-use")
          .fires("90%", "jvm_file_descriptor_count 900\njvm_file_descriptor_limit 1000")
          .isSilent("jvm_file_descriptor_count 200\njvm_file_descriptor_limit 1000");

  static final Alert CONTAINER_MEMORY_HIGH =
      Alert.critical("ContainerMemoryHigh", "jvm")
          .when("instance:container_memory:utilization > %limit", 0.95)
          .lasting("10m")
          .of("job", "instance")
          .summary("The container of {{ $labels.instance }} is close to its memory limit")
          .description("{{ $value | humanizePercentage }} is used; at 100% the kernel kills it.")
          .board("sonde-use")
          .fires(
              "97%",
              "sonde_container_memory_usage_bytes 97\nsonde_container_memory_limit_bytes 100")
          .isSilent(
              "sonde_container_memory_usage_bytes 80\nsonde_container_memory_limit_bytes 100");

  static final Alert CONTAINER_CPU_THROTTLED =
      Alert.warning("ContainerCpuThrottled", "jvm")
          .when("rate(sonde_container_cpu_throttled_seconds_total[5m]) > %limit", 0.25)
          .lasting("15m")
          .of("job", "instance")
          .summary("The CPU of {{ $labels.instance }} is throttled")
          .description(
              "Its threads stand still for {{ $value | printf \"%.3g\" }} s in each second.")
          .board("sonde-use")
          .fires("0.5", "sonde_container_cpu_throttled_seconds_total +30")
          .isSilent("sonde_container_cpu_throttled_seconds_total +3");

  private JvmRules() {}

  private static String heapAfterCollection(int used) {
    return """
    jvm_memory_used_after_last_gc_bytes{jvm_memory_type='heap', jvm_memory_pool_name='Old Gen'} %d
    jvm_memory_limit_bytes{jvm_memory_type='heap', jvm_memory_pool_name='Old Gen'} 100
    """
        .formatted(used);
  }

  private static String metaspace(int used) {
    return """
    jvm_memory_used_bytes{jvm_memory_type='non_heap', jvm_memory_pool_name='Metaspace'} %d
    jvm_memory_limit_bytes{jvm_memory_type='non_heap', jvm_memory_pool_name='Metaspace'} 100
    """
        .formatted(used);
  }

  static RuleGroup recordings() {
    return new RuleGroup("sonde-jvm", "30s")
        .record(
            "instance:jvm_heap:utilization",
            """
            sum by (job, instance) (jvm_memory_used_bytes{jvm_memory_type='heap'})
              / sum by (job, instance) (jvm_memory_limit_bytes{jvm_memory_type='heap'} > 0)
            """)
        .record(
            "instance:jvm_heap_after_gc:utilization",
            """
            sum by (job, instance) (jvm_memory_used_after_last_gc_bytes{jvm_memory_type='heap'})
              / sum by (job, instance) (jvm_memory_limit_bytes{jvm_memory_type='heap'} > 0)
            """)
        // What runs beside the application (a cycle of ZGC or Shenandoah) does not stop it.
        .record(
            "instance:jvm_gc_duration_seconds:ratio_rate5m",
            """
            sum by (job, instance) (rate(jvm_gc_duration_seconds_sum{jvm_gc_action!='end of GC cycle'}[5m]))
            """)
        .record(
            "instance:jvm_gc_duration_seconds:p99_5m",
            """
            histogram_quantile(0.99,
              sum by (job, instance, le) (rate(jvm_gc_duration_seconds_bucket{jvm_gc_action!='end of GC cycle'}[5m])))
            """)
        .record(
            "instance:jvm_cpu:utilization_rate5m",
            """
            sum by (job, instance) (rate(jvm_cpu_time_seconds_total[5m]))
              / sum by (job, instance) (jvm_cpu_count > 0)
            """)
        .record(
            "instance:jvm_file_descriptor:utilization",
            """
            sum by (job, instance) (jvm_file_descriptor_count)
              / sum by (job, instance) (jvm_file_descriptor_limit > 0)
            """)
        .record("instance:jvm_thread_count:sum", "sum by (job, instance) (jvm_thread_count)")
        .record(
            "instance_state:jvm_thread_count:sum",
            "sum by (job, instance, jvm_thread_state) (jvm_thread_count)")
        .record(
            "instance:sonde_jvm_gc_memory_allocated_bytes:rate5m",
            "sum by (job, instance) (rate(sonde_jvm_gc_memory_allocated_bytes_total[5m]))")
        .record(
            "instance:container_memory:utilization",
            """
            sum by (job, instance) (sonde_container_memory_usage_bytes)
              / sum by (job, instance) (sonde_container_memory_limit_bytes > 0)
            """);
  }

  static RuleGroup alerts() {
    return new RuleGroup("sonde-alerts-jvm", "1m")
        .alert(HEAP_HIGH, HEAP_CRITICAL, GC_TIME_HIGH, GC_PAUSE_LONG, CPU_HIGH)
        .alert(THREADS_DEADLOCKED, THREADS_BLOCKED, THREADS_GROWING, METASPACE_HIGH)
        .alert(FILE_DESCRIPTORS_HIGH, CONTAINER_MEMORY_HIGH, CONTAINER_CPU_THROTTLED);
  }
}
