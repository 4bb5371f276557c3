package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;

/** The NIO buffers, direct and mapped. */
final class Buffers implements Observer {

  private volatile List<BufferPoolMXBean> pools = Collections.emptyList();

  @Override
  public void observe(Sink sink) {
    if (pools.isEmpty()) {
      pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    }
    for (BufferPoolMXBean pool : pools) {
      String name = pool.getName();
      tell(sink, Catalogue.JVM_BUFFER_MEMORY_USED, pool.getMemoryUsed(), name);
      tell(sink, Catalogue.JVM_BUFFER_MEMORY_LIMIT, pool.getTotalCapacity(), name);
      tell(sink, Catalogue.JVM_BUFFER_COUNT, pool.getCount(), name);
    }
  }

  private static void tell(Sink sink, Metric metric, long value, String pool) {
    if (value >= 0) {
      sink.value(metric, (double) value, pool);
    }
  }
}
