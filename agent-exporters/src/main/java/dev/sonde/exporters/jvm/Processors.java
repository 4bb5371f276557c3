package dev.sonde.exporters.jvm;

import com.sun.management.OperatingSystemMXBean;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;

/** The CPU time of the process and the load of the system, as the JVM knows them. */
final class Processors implements Observer {

  private static final double NANOS = 1e9;

  @Override
  public void observe(Sink sink) {
    java.lang.management.OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
    double load = bean.getSystemLoadAverage();
    if (load >= 0) {
      sink.value(Catalogue.JVM_SYSTEM_CPU_LOAD_1M, load);
    }
    if (bean instanceof OperatingSystemMXBean) {
      OperatingSystemMXBean system = (OperatingSystemMXBean) bean;
      long nanos = system.getProcessCpuTime();
      if (nanos >= 0) {
        sink.value(Catalogue.JVM_CPU_TIME, nanos / NANOS);
      }
      double process = system.getProcessCpuLoad();
      if (process >= 0) {
        sink.value(Catalogue.JVM_CPU_RECENT_UTILIZATION, process);
      }
      double all = system.getSystemCpuLoad();
      if (all >= 0) {
        sink.value(Catalogue.JVM_SYSTEM_CPU_UTILIZATION, all);
      }
    }
  }
}
