package dev.sonde.instrumentation.resteasy;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** RESTEasy, as a servlet or a filter. */
public final class Resteasy extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.resteasy.";
  private static final String CORE = "org.jboss.resteasy.core.";

  public Resteasy() {
    super("resteasy", "jaxrs", "4, 5, 6, 7");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jaxrs", "resteasy", "resteasy-3.1", "resteasy-6.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target("org.jboss.resteasy.plugins.server.servlet.ServletContainerDispatcher")
            .weave("service(*)", PACKAGE + "ServiceAdvice"),
        new Target(CORE + "ResourceLocatorInvoker").weave("invoke(*)", PACKAGE + "LocatorAdvice"),
        new Target(CORE + "ResourceMethodInvoker").weave("invoke(*)", PACKAGE + "MethodAdvice"),
        new Target(CORE + "SynchronousDispatcher")
            .weave("writeException(*)", PACKAGE + "WriteExceptionAdvice"));
  }
}
