package dev.sonde.instrumentation;

import dev.sonde.instrumentation.executors.Executors;
import dev.sonde.instrumentation.jbossthreads.JBossThreads;
import dev.sonde.instrumentation.jdbc.Jdbc;
import dev.sonde.instrumentation.jersey.Jersey;
import dev.sonde.instrumentation.jetty.Jetty;
import dev.sonde.instrumentation.loaders.ModularLoaders;
import dev.sonde.instrumentation.resteasy.Resteasy;
import dev.sonde.instrumentation.springmvc.SpringMvc;
import dev.sonde.instrumentation.tomcat.Tomcat;
import dev.sonde.instrumentation.undertow.Undertow;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** All libraries that the agent knows; a new one is one line here. */
public final class Libraries {

  private static final List<Library> ALL =
      Collections.unmodifiableList(
          Arrays.<Library>asList(
              new Executors(),
              new JBossThreads(),
              new Jdbc(),
              new Jersey(),
              new Jetty(),
              new ModularLoaders(),
              new Resteasy(),
              new SpringMvc(),
              new Tomcat(),
              new Undertow()));

  private Libraries() {}

  public static List<Library> all() {
    return ALL;
  }
}
