package dev.sonde.smoke;

import java.nio.file.Path;

/** An application to run, one for each module {@code app-*} of smoke-tests. */
enum App {
  TOMCAT_9(8, "Tomcat 9", "app-tomcat9"),
  TOMCAT_10(11, "Tomcat 10.1", "app-tomcat10");

  /** The oldest Java that it runs on. */
  final int oldestJava;

  private final String text;
  private final String module;

  App(int oldestJava, String text, String module) {
    this.oldestJava = oldestJava;
    this.text = text;
    this.module = module;
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
