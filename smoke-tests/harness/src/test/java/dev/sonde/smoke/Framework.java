package dev.sonde.smoke;

import java.nio.file.Path;
import java.util.List;

/** A framework that leads paths to handlers, one module {@code app-*} for each version. */
enum Framework {
  SPRING_BOOT_2(8, "Spring Boot 2.7", "app-boot2"),
  SPRING_BOOT_3(17, "Spring Boot 3", "app-boot3"),
  SPRING_BOOT_4(17, "Spring Boot 4", "app-boot4"),
  JERSEY_2(8, 8, "Jersey 2.0", "app-jersey2"),
  JERSEY_4(17, "Jersey 4", "app-jersey4"),
  RESTEASY_4(8, "RESTEasy 4.0", "app-resteasy4"),
  RESTEASY_7(17, "RESTEasy 7", "app-resteasy7");

  /** The oldest and the newest Java that it runs on. */
  private final int oldestJava;

  private final int newestJava;

  private final String text;
  private final String module;

  Framework(int oldestJava, String text, String module) {
    this(oldestJava, Integer.MAX_VALUE, text, module);
  }

  Framework(int oldestJava, int newestJava, String text, String module) {
    this.oldestJava = oldestJava;
    this.newestJava = newestJava;
    this.text = text;
    this.module = module;
  }

  /** Jersey can be a filter, too. */
  boolean isJersey() {
    return this == JERSEY_2 || this == JERSEY_4;
  }

  Launch onOldestJdk() {
    return launch(jdks().get(0));
  }

  Launch onNewestJdk() {
    List<Jdk> jdks = jdks();
    return launch(jdks.get(jdks.size() - 1));
  }

  private List<Jdk> jdks() {
    return Jdk.tested()
        .filter(jdk -> jdk.feature() >= oldestJava && jdk.feature() <= newestJava)
        .toList();
  }

  private Launch launch(Jdk jdk) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path jar = Path.of(apps, module, "target", "app.jar").toAbsolutePath().normalize();
    return Launch.java(jdk, "-jar", jar.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
