package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;

/** The classes that the JVM loaded and unloaded. */
final class LoadedClasses implements Observer {

  @Override
  public void observe(Sink sink) {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    sink.value(Catalogue.JVM_CLASS_LOADED, (double) classes.getTotalLoadedClassCount());
    sink.value(Catalogue.JVM_CLASS_UNLOADED, (double) classes.getUnloadedClassCount());
    sink.value(Catalogue.JVM_CLASS_COUNT, (double) classes.getLoadedClassCount());
  }
}
