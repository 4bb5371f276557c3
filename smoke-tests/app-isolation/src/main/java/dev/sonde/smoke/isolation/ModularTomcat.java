package dev.sonde.smoke.isolation;

/** Starts the Tomcat application of its module. */
public final class ModularTomcat {

  private ModularTomcat() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    // Module systems have a factory of their own, and a JVM takes only one.
    Class.forName("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
        .getMethod("disable")
        .invoke(null);
    Class.forName("dev.sonde.smoke.app.TestApp")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
