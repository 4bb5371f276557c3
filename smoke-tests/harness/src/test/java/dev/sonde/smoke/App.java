package dev.sonde.smoke;

import java.nio.file.Path;
import java.util.Set;

/** An application to run, one for each module {@code app-*} of smoke-tests that has the site. */
enum App {
  TOMCAT_8(8, "Tomcat 8.5", "app-tomcat8"),
  TOMCAT_9(8, "Tomcat 9", "app-tomcat9"),
  TOMCAT_10(11, "Tomcat 10.1", "app-tomcat10"),
  TOMCAT_11(17, "Tomcat 11", "app-tomcat11"),
  JETTY_9(
      8,
      "Jetty 9.4",
      "app-jetty9",
      Lack.HTTP_2_UPGRADE,
      Lack.UPGRADE,
      Lack.BAD_PATH,
      Lack.DISPATCH_ERROR),
  JETTY_10(11, "Jetty 10", "app-jetty10", Lack.HTTP_2_UPGRADE, Lack.BAD_PATH, Lack.DISPATCH_ERROR),
  JETTY_11(11, "Jetty 11", "app-jetty11", Lack.HTTP_2_UPGRADE, Lack.BAD_PATH, Lack.DISPATCH_ERROR),
  JETTY_12(17, "Jetty 12 (ee10)", "app-jetty12", Lack.BAD_PATH, Lack.NO_HOST, Lack.DISPATCH_ERROR),
  JETTY_12_EE8(
      17,
      "Jetty 12 (ee8)",
      "app-jetty12-ee8",
      Lack.UPGRADE,
      Lack.BAD_PATH,
      Lack.NO_HOST,
      Lack.DISPATCH_ERROR),
  JETTY_12_EE9(
      17,
      "Jetty 12 (ee9)",
      "app-jetty12-ee9",
      Lack.UPGRADE,
      Lack.BAD_PATH,
      Lack.NO_HOST,
      Lack.DISPATCH_ERROR),
  JETTY_12_EE11(
      17, "Jetty 12 (ee11)", "app-jetty12-ee11", Lack.BAD_PATH, Lack.NO_HOST, Lack.DISPATCH_ERROR),
  UNDERTOW_22(8, "Undertow 2.2", "app-undertow22", Lack.BAD_PATH, Lack.ASYNC_THROW),
  UNDERTOW_23(11, "Undertow 2.3", "app-undertow", Lack.BAD_PATH, Lack.ASYNC_THROW),

  // The oldest supported versions, which not every test has to run on.
  TOMCAT_8_FIRST(8, "Tomcat 8.5.0", "app-tomcat8-first", Lack.ASYNC_THROW),
  TOMCAT_9_FIRST(8, "Tomcat 9.0.1", "app-tomcat9-first"),
  JETTY_12_FIRST(
      17,
      "Jetty 12.0.0 (ee10)",
      "app-jetty12-first",
      Lack.UPGRADE,
      Lack.USUAL_PORT,
      Lack.BAD_PATH,
      Lack.NO_HOST,
      Lack.DISPATCH_ERROR);

  /** What a container, or its {@code TestApp}, can't do. */
  enum Lack {
    HTTP_2,

    /** To call the request that made a connection one of HTTP/2 by its new version. */
    HTTP_2_UPGRADE,

    /** {@code HttpServletRequest.upgrade}. */
    UPGRADE,

    /** A host that has no context. */
    OTHER_HOST,

    /** To know the usual port of a host that is told without one. */
    USUAL_PORT,

    /** To read what follows a path that can't be decoded. */
    BAD_PATH,

    /** To keep the headers of a request that has no {@code Host}. */
    NO_HOST,

    /** To tell listeners of what is thrown after an asynchronous dispatch. */
    DISPATCH_ERROR,

    /** To leave the answer to what is thrown after startAsync to the listener that gives one. */
    ASYNC_THROW
  }

  /** The oldest Java that it runs on. */
  final int oldestJava;

  private final String text;
  private final String module;
  private final Set<Lack> lacks;

  App(int oldestJava, String text, String module, Lack... lacks) {
    this.oldestJava = oldestJava;
    this.text = text;
    this.module = module;
    this.lacks = Set.of(lacks);
  }

  boolean isFirstVersion() {
    return module.endsWith("-first");
  }

  boolean has(Lack what) {
    return !lacks.contains(what);
  }

  Path jar() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, module, "target", "app.jar").toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return text;
  }
}
