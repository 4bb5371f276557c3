package dev.sonde.example.shop.web;

import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat on the loopback interface. */
public final class WebServer {

  private final Tomcat tomcat = new Tomcat();
  private final Context context;

  public WebServer(int port) throws IOException {
    File directory = Files.createTempDirectory("web").toFile();
    directory.deleteOnExit();
    tomcat.setBaseDir(directory.getPath());
    tomcat.setHostname("localhost");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxThreads", "50");
    context = tomcat.addContext("", directory.getPath());
  }

  /** Lets a servlet answer the paths of a pattern. */
  public WebServer serve(String pattern, HttpServlet servlet) {
    Wrapper wrapper = Tomcat.addServlet(context, servlet.getClass().getSimpleName(), servlet);
    wrapper.setLoadOnStartup(1);
    wrapper.addMapping(pattern);
    return this;
  }

  /** Serves until the process ends. */
  public void open() throws LifecycleException {
    tomcat.start();
    if (tomcat.getConnector().getLocalPort() <= 0) {
      throw new IllegalStateException("can't listen on port " + tomcat.getConnector().getPort());
    }
    tomcat.getServer().await();
  }
}
