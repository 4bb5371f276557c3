package dev.sonde.smoke.jaxrs;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * Starts the shop on a free port of Tomcat and says {@code READY <port>} on standard output. The
 * resources are below {@code /shop/api}, and where it is Jersey below {@code /shop/filtered} too.
 */
public final class JaxRsApp {

  private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";
  private static final String RESTEASY =
      "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher";
  private static final String APPLICATION = "jakarta.ws.rs.Application";

  private JaxRsApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir("tomcat");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("/shop", new File(".").getAbsolutePath());
    boolean jersey = JaxRsApp.class.getClassLoader().getResource(file(JERSEY)) != null;
    Class<?> implementation = Class.forName(jersey ? JERSEY : RESTEASY);

    Servlet servlet = (Servlet) implementation.getConstructor().newInstance();
    Wrapper api = Tomcat.addServlet(context, "api", servlet);
    api.addInitParameter(APPLICATION, Shop.class.getName());
    api.addInitParameter("resteasy.servlet.mapping.prefix", "/api");
    api.setAsyncSupported(true);
    api.addMapping("/api/*");
    Tomcat.addServlet(context, "newest", new Newest()).addMapping("/newest");
    Tomcat.addServlet(context, "default", new NotFound()).addMapping("/");
    if (jersey) {
      filter(context, (Filter) implementation.getConstructor().newInstance());
    }

    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static void filter(Context context, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("filtered");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    definition.addInitParameter(APPLICATION, Shop.class.getName());
    definition.addInitParameter("jersey.config.servlet.filter.contextPath", "/filtered");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("filtered");
    map.addURLPattern("/filtered/*");
    context.addFilterMap(map);
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** Without a servlet that they lead to, filters are not asked. */
  @SuppressWarnings("serial")
  private static final class NotFound extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(404);
    }
  }

  /** Lets a resource answer. */
  @SuppressWarnings("serial")
  private static final class Newest extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      try {
        request.getRequestDispatcher("/api/orders/7").forward(request, response);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
