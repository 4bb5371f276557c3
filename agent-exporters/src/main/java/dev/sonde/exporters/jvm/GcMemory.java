package dev.sonde.exporters.jvm;

import dev.sonde.core.Log;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The bytes allocated and promoted. A JVM that counts allocation itself is asked; of an older one
 * collections tell, unless it collects while the application allocates, where they can't.
 */
final class GcMemory implements Observer {

  private static final String THREADS = "com.sun.management.ThreadMXBean";

  private final HeapFlow flow = new HeapFlow(heapUsed());
  private final @Nullable Method total;
  private final boolean pausesToCollect;
  private final boolean generational;

  GcMemory() {
    this.total = total();
    this.pausesToCollect = pausesToCollect();
    this.generational = isGenerational();
  }

  @Override
  public void observe(Sink sink) {
    long allocated = total == null ? -1 : counted(total);
    if (allocated < 0 && pausesToCollect) {
      allocated = flow.allocated(heapUsed());
    }
    if (allocated >= 0) {
      sink.value(Catalogue.SONDE_JVM_GC_MEMORY_ALLOCATED, (double) allocated);
    }
    if (generational) {
      sink.value(Catalogue.SONDE_JVM_GC_MEMORY_PROMOTED, (double) flow.promoted());
    }
  }

  /** Where collections are to be noted. */
  HeapFlow flow() {
    return flow;
  }

  private static long heapUsed() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Whether a pool is the one that long-lived objects move to. */
  static boolean isOld(String pool) {
    return pool.contains("Old Gen") || pool.contains("Tenured Gen") || pool.startsWith("tenured");
  }

  private static @Nullable Method total() {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      return null; // builds of Java 8 count one thread again for each of the others
    }
    try {
      return Class.forName(THREADS, false, GcMemory.class.getClassLoader())
          .getMethod("getTotalThreadAllocatedBytes");
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private static long counted(Method total) {
    try {
      Object bytes = total.invoke(ManagementFactory.getThreadMXBean());
      return bytes instanceof Long ? (Long) bytes : -1;
    } catch (ReflectiveOperationException | RuntimeException e) {
      Log.debug("This JVM does not count allocation: " + e);
      return -1;
    }
  }

  /** False for ZGC and Shenandoah, whose collections come as cycles. */
  private static boolean pausesToCollect() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector.getName().endsWith("Cycles")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGenerational() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && isOld(pool.getName())) {
        return true;
      }
    }
    return false;
  }
}
