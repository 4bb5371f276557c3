package dev.sonde.smoke;

import java.util.List;
import java.util.stream.Stream;

/** An application on a JDK. */
record Subject(App app, Jdk jdk) {

  /**
   * One application of each world, javax and jakarta, on the JDKs that must be tested, and one on
   * each further JDK.
   */
  static Stream<Subject> all() {
    return Jdk.tested()
        .flatMap(
            jdk ->
                Stream.of(App.TOMCAT_9, App.TOMCAT_10)
                    .filter(app -> app == usual().app || jdk.isRequired())
                    .map(app -> new Subject(app, jdk)))
        .filter(Subject::runs);
  }

  /**
   * Each application on the oldest and the newest JDK for it, the usual one on each. The property
   * {@code sonde.smoke.only} picks those whose text has a text: {@code Tomcat 9 on JDK 8}.
   */
  static Stream<Subject> containers() {
    return chosen(containersOnJdks());
  }

  /** The same, and the oldest supported versions on the oldest JDK. */
  static Stream<Subject> containersAndFirstVersions() {
    Stream<Subject> first =
        Stream.of(App.values())
            .filter(App::isFirstVersion)
            .flatMap(app -> jdks(app).limit(1).map(jdk -> new Subject(app, jdk)));
    return chosen(Stream.concat(containersOnJdks(), first));
  }

  /** Each application that runs on the JDK of the tests, on that alone. */
  static Stream<Subject> containersOnOwnJdk() {
    return chosen(newest().map(app -> new Subject(app, Jdk.own())).filter(Subject::runs));
  }

  private static Stream<Subject> containersOnJdks() {
    return newest()
        .flatMap(
            app -> {
              List<Subject> each = jdks(app).map(jdk -> new Subject(app, jdk)).toList();
              return app == usual().app
                  ? each.stream()
                  : Stream.of(each.get(0), each.get(each.size() - 1)).distinct();
            });
  }

  private static Stream<App> newest() {
    return Stream.of(App.values()).filter(app -> !app.isFirstVersion());
  }

  private static Stream<Jdk> jdks(App app) {
    return Jdk.tested().filter(jdk -> new Subject(app, jdk).runs());
  }

  private static Stream<Subject> chosen(Stream<Subject> all) {
    String only = System.getProperty("sonde.smoke.only", "");
    return all.filter(subject -> subject.toString().contains(only));
  }

  /** The newest application on the JDK that runs the tests. */
  static Subject usual() {
    return new Subject(App.TOMCAT_10, Jdk.own());
  }

  private boolean runs() {
    return app.oldestJava <= jdk.feature();
  }

  @Override
  public String toString() {
    return app + " on " + jdk;
  }
}
