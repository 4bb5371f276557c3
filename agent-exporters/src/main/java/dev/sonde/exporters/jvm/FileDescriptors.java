package dev.sonde.exporters.jvm;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** The file descriptors of the process, where the system has such. */
final class FileDescriptors implements Observer {

  @Override
  public void observe(Sink sink) {
    OperatingSystemMXBean bean = ManagementFactory.getOperatingSystemMXBean();
    if (bean instanceof UnixOperatingSystemMXBean) {
      UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) bean;
      long open = system.getOpenFileDescriptorCount();
      if (open >= 0) {
        sink.value(Catalogue.JVM_FILE_DESCRIPTOR_COUNT, (double) open);
      }
      long limit = system.getMaxFileDescriptorCount();
      if (limit >= 0) {
        sink.value(Catalogue.JVM_FILE_DESCRIPTOR_LIMIT, (double) limit);
      }
    }
  }
}
