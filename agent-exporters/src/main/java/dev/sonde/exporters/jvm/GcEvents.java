package dev.sonde.exporters.jvm;

import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the collections of the JVM, pauses and concurrent cycles. The JVM calls it on a thread
 * of its own after each; the details come as open data, which needs no class of jdk.management.
 */
final class GcEvents implements NotificationListener {

  private static final String COLLECTION = "com.sun.management.gc.notification";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Registry registry;
  private final SelfStats stats;
  private final Set<String> heapPools;
  private final HeapFlow flow;
  private final List<NotificationEmitter> emitters = new ArrayList<>();

  private GcEvents(Registry registry, SelfStats stats, Set<String> heapPools, HeapFlow flow) {
    this.registry = registry;
    this.stats = stats;
    this.heapPools = heapPools;
    this.flow = flow;
  }

  static GcEvents start(Registry registry, SelfStats stats, HeapFlow flow) {
    Set<String> heapPools = new HashSet<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    GcEvents events = new GcEvents(registry, stats, heapPools, flow);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter) {
        NotificationEmitter emitter = (NotificationEmitter) collector;
        emitter.addNotificationListener(events, null, null);
        events.emitters.add(emitter);
      }
    }
    return events;
  }

  void stop() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException | RuntimeException e) {
        Log.debug("A collector's listener is gone already: " + e);
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    try {
      Object data = notification.getUserData();
      if (COLLECTION.equals(notification.getType()) && data instanceof CompositeData) {
        collected((CompositeData) data);
      }
    } catch (RuntimeException | LinkageError e) {
      stats.error("jvm", SelfStats.Phase.ADVICE);
      Log.errorOnce(GcEvents.class.getName(), "A collection can't be measured: " + e, e);
    } catch (Throwable e) {
      // Out of heap or stack: what leaves here would end the JVM's own thread, and to tell takes
      // both.
    }
  }

  private void collected(CompositeData collection) {
    CompositeData details = (CompositeData) collection.get("gcInfo");
    registry
        .histogram(
            Catalogue.JVM_GC_DURATION,
            (String) collection.get("gcName"),
            (String) collection.get("gcAction"))
        .record((Long) details.get("duration") * NANOS_PER_MILLI);
    TabularData before = (TabularData) details.get("memoryUsageBeforeGc");
    TabularData after = (TabularData) details.get("memoryUsageAfterGc");
    flow.collected(
        (Long) details.get("startTime"),
        (Long) details.get("endTime"),
        used(before, false),
        used(after, false),
        used(before, true),
        used(after, true));
  }

  private long used(TabularData pools, boolean onlyOld) {
    long sum = 0;
    for (String pool : heapPools) {
      CompositeData row = onlyOld && !GcMemory.isOld(pool) ? null : pools.get(new Object[] {pool});
      if (row != null) {
        sum += (Long) ((CompositeData) row.get("value")).get("used");
      }
    }
    return sum;
  }
}
