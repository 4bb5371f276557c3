package dev.sonde.benchmarks;

import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat as it is by default. */
final class TomcatContainer implements HelloServer.Container {

  @Override
  public int start(ServletContainerInitializer application) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("sonde-benchmark");
    base.toFile().deleteOnExit();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(application, null);
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }
}
