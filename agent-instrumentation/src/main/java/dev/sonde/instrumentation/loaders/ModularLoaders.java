package dev.sonde.instrumentation.loaders;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** OSGi and JBoss Modules: lets woven classes in their modules see the probes. */
public final class ModularLoaders extends Library {

  private static final String ADVICE = "dev.sonde.instrumentation.loaders.LoadClassAdvice";

  public ModularLoaders() {
    super("loaders", "loaders", "Felix 5 to 7, Equinox 3, JBoss Modules 1 and 2");
  }

  @Override
  public List<String> otelNames() {
    return Collections.singletonList("internal-class-loader");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target("org.apache.felix.framework.BundleWiringImpl$BundleClassLoader")
            .weave("loadClass(java.lang.String,boolean)", ADVICE),
        new Target("org.eclipse.osgi.internal.loader.ModuleClassLoader")
            .weave("loadClass(java.lang.String,boolean)", ADVICE),
        new Target("org.jboss.modules.ConcurrentClassLoader")
            .weave("performLoadClass(java.lang.String,boolean,boolean)", ADVICE));
  }
}
