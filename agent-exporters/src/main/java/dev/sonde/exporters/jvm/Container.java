package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.resource.SystemFile;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** What the process's control group may use and uses. */
final class Container implements Observer {

  private volatile @Nullable Cgroup group;

  @Override
  public void observe(Sink sink) {
    Cgroup found = group;
    if (found == null) {
      String cgroup = SystemFile.read(new File("/proc/self/cgroup"));
      String mountinfo = SystemFile.read(new File("/proc/self/mountinfo"));
      found =
          Cgroup.find(
              cgroup == null ? "" : cgroup, mountinfo == null ? "" : mountinfo, new File("/"));
      group = found;
    }
    long limit = found.memoryLimit();
    if (limit >= 0) {
      sink.value(Catalogue.SONDE_CONTAINER_MEMORY_LIMIT, (double) limit);
    }
    long usage = found.memoryUsage();
    if (usage >= 0) {
      sink.value(Catalogue.SONDE_CONTAINER_MEMORY_USAGE, (double) usage);
    }
    double throttled = found.throttledSeconds();
    if (throttled >= 0) {
      sink.value(Catalogue.SONDE_CONTAINER_CPU_THROTTLED, throttled);
    }
  }
}
