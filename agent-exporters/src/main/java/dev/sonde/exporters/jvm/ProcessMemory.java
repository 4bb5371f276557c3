package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.resource.SystemFile;
import java.io.File;

/** The memory of the process as Linux counts it. */
final class ProcessMemory implements Observer {

  private static final long KIBI = 1024;

  private final File status = new File("/proc/self/status");

  @Override
  public void observe(Sink sink) {
    String text = SystemFile.read(status);
    if (text != null) {
      long resident = StatusFields.number(text, "VmRSS");
      if (resident >= 0) {
        sink.value(Catalogue.PROCESS_MEMORY_USAGE, (double) (resident * KIBI));
      }
      long virtual = StatusFields.number(text, "VmSize");
      if (virtual >= 0) {
        sink.value(Catalogue.PROCESS_MEMORY_VIRTUAL, (double) (virtual * KIBI));
      }
    }
  }
}
