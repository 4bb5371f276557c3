package dev.sonde.smoke;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A framework that leads paths to handlers, one module {@code app-*} for each version. */
enum Framework {
  SPRING_BOOT_2(8, "Spring Boot 2.7", "app-boot2"),
  SPRING_BOOT_3(17, "Spring Boot 3", "app-boot3"),
  SPRING_BOOT_3_JETTY(17, "Spring Boot 3 on Jetty", "app-boot3-jetty", Lack.NO_SERVLET),
  SPRING_BOOT_3_UNDERTOW(17, "Spring Boot 3 on Undertow", "app-boot3-undertow", Lack.NO_SERVLET),
  SPRING_BOOT_4(17, "Spring Boot 4", "app-boot4"),
  SPRING_BOOT_4_JETTY(17, "Spring Boot 4 on Jetty", "app-boot4-jetty", Lack.NO_SERVLET),
  JERSEY_2(8, 8, "Jersey 2.0", "app-jersey2"),
  JERSEY_4(17, "Jersey 4", "app-jersey4"),
  RESTEASY_4(8, "RESTEasy 4.0", "app-resteasy4"),
  RESTEASY_7(17, "RESTEasy 7", "app-resteasy7");

  /** What a framework, or the container that it brings, can't do. */
  enum Lack {
    /** To have no servlet for a path: the container adds one, whose mapping is the route then. */
    NO_SERVLET
  }

  /** The oldest and the newest Java that it runs on. */
  private final int oldestJava;

  private final int newestJava;

  private final String text;
  private final String module;
  private final Set<Lack> lacks;

  Framework(int oldestJava, String text, String module, Lack... lacks) {
    this(oldestJava, Integer.MAX_VALUE, text, module, lacks);
  }

  Framework(int oldestJava, int newestJava, String text, String module, Lack... lacks) {
    this.oldestJava = oldestJava;
    this.newestJava = newestJava;
    this.text = text;
    this.module = module;
    this.lacks = Set.of(lacks);
  }

  boolean has(Lack what) {
    return !lacks.contains(what);
  }

  /**
   * Spring Boot, on each container. The property {@code sonde.smoke.only} picks those whose text
   * has a text: {@code Boot 3 on Jetty}.
   */
  static Stream<Framework> springBoot() {
    return picked().filter(Framework::isSpringBoot);
  }

  /** The others, picked likewise. */
  static Stream<Framework> jaxRs() {
    return picked().filter(framework -> !framework.isSpringBoot());
  }

  private static Stream<Framework> picked() {
    String only = System.getProperty("sonde.smoke.only", "");
    return Stream.of(values()).filter(framework -> framework.text.contains(only));
  }

  private boolean isSpringBoot() {
    return name().startsWith("SPRING_BOOT");
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
