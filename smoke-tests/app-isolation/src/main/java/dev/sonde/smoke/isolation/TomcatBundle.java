package dev.sonde.smoke.isolation;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs the application that lies in its bundle. */
public final class TomcatBundle implements BundleActivator {

  @Override
  public void start(BundleContext context) {
    new Thread("application") {
      @Override
      public void run() {
        setContextClassLoader(TomcatBundle.class.getClassLoader());
        try {
          ModularTomcat.main(new String[0]);
        } catch (ReflectiveOperationException e) {
          e.printStackTrace();
        }
      }
    }.start();
  }

  @Override
  public void stop(BundleContext context) {}
}
