package dev.sonde.exporters.jvm;

import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;

/**
 * What java.management tells of the JVM. This class and those it starts link to that module, and
 * some to jdk.management: they are loaded only where these are present.
 */
final class ManagedJvm {

  private static final String OPERATING_SYSTEM = "com.sun.management.UnixOperatingSystemMXBean";

  private final GcEvents collections;

  private ManagedJvm(GcEvents collections) {
    this.collections = collections;
  }

  static ManagedJvm start(Registry registry, SelfStats stats) {
    GcMemory memory = new GcMemory();
    GcEvents collections = GcEvents.start(registry, stats, memory.flow());
    registry.add(memory);
    registry.add(new MemoryPools());
    registry.add(new LoadedClasses());
    registry.add(new Buffers());
    registry.add(new Deadlocks());
    registry.add(new ManagedUptime());
    if (JvmMetrics.isPresent(OPERATING_SYSTEM)) {
      registry.add(new Processors());
      registry.add(new FileDescriptors());
    }
    return new ManagedJvm(collections);
  }

  void stop() {
    collections.stop();
  }
}
