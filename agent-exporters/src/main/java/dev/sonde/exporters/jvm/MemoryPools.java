package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** The memory pools of the JVM; what a pool has no figure for is left out. */
final class MemoryPools implements Observer {

  @Override
  public void observe(Sink sink) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      String type = pool.getType() == MemoryType.HEAP ? "heap" : "non_heap";
      String name = pool.getName();
      MemoryUsage usage = pool.getUsage();
      if (usage != null) {
        tell(sink, Catalogue.JVM_MEMORY_USED, usage.getUsed(), type, name);
        tell(sink, Catalogue.JVM_MEMORY_COMMITTED, usage.getCommitted(), type, name);
        tell(sink, Catalogue.JVM_MEMORY_LIMIT, usage.getMax(), type, name);
        tell(sink, Catalogue.JVM_MEMORY_INIT, usage.getInit(), type, name);
      }
      MemoryUsage collected = pool.getCollectionUsage();
      if (collected != null) {
        tell(sink, Catalogue.JVM_MEMORY_USED_AFTER_LAST_GC, collected.getUsed(), type, name);
      }
    }
  }

  private static void tell(Sink sink, Metric metric, long bytes, String type, String pool) {
    if (bytes >= 0) {
      sink.value(metric, (double) bytes, type, pool);
    }
  }
}
