package dev.sonde.smoke;

import java.util.stream.Stream;

/** An application on a JDK. */
record Subject(App app, Jdk jdk) {

  /** Each tested JDK with each application that runs on it. */
  static Stream<Subject> all() {
    return Jdk.tested()
        .flatMap(
            jdk ->
                Stream.of(App.values())
                    .filter(app -> app.oldestJava <= jdk.feature())
                    .map(app -> new Subject(app, jdk)));
  }

  /** The newest application on the JDK that runs the tests. */
  static Subject usual() {
    return new Subject(App.TOMCAT_10, Jdk.own());
  }

  @Override
  public String toString() {
    return app + " on " + jdk;
  }
}
