package dev.sonde.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Arrays;

/** What a process has used so far; memory in bytes. */
record Usage(
    long cpuNanos,
    long allocated,
    int threads,
    int classes,
    long heap,
    long metaspace,
    long codeCache,
    long gcMillis) {

  /** Of this process. */
  static Usage now() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Runtime runtime = Runtime.getRuntime();
    long gcMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      gcMillis += collector.getCollectionTime();
    }
    return new Usage(
        system.getProcessCpuTime(),
        allocated,
        threads.getThreadCount(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        runtime.totalMemory() - runtime.freeMemory(),
        pools("Metaspace"),
        pools("Code"),
        gcMillis);
  }

  private static long pools(String name) {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().startsWith(name)) {
        used += pool.getUsage().getUsed();
      }
    }
    return used;
  }

  /** As one process tells it another. */
  String line() {
    return cpuNanos + " " + allocated + " " + threads + " " + classes + " " + heap + " " + metaspace
        + " " + codeCache + " " + gcMillis;
  }

  static Usage parse(String line) {
    long[] of = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Usage(of[0], of[1], (int) of[2], (int) of[3], of[4], of[5], of[6], of[7]);
  }
}
