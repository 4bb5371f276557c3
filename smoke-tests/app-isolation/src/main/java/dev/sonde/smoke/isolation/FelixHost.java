package dev.sonde.smoke.isolation;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Starts Felix with one bundle. What the bundle does not import it does not see. */
public final class FelixHost {

  private FelixHost() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("org.osgi.framework.storage", "felix");
    settings.put("org.osgi.framework.bootdelegation", "javax.*,org.w3c.*,org.xml.*,org.ietf.*");
    Framework framework = new FrameworkFactory().newFramework(settings);
    framework.start();
    Bundle bundle =
        framework.getBundleContext().installBundle(new File(args[0]).toURI().toString());
    bundle.start();
    framework.waitForStop(0);
  }
}
