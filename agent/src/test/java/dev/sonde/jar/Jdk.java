package dev.sonde.jar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JDK to run the shipped jar on: the tests' own, and those that SONDE_JDK_8 and so on name. */
record Jdk(String name, Path home) {

  private static final List<String> OTHERS = List.of("8", "11", "21", "25");

  static Jdk own() {
    return new Jdk("own JDK", Path.of(System.getProperty("java.home")));
  }

  static List<Jdk> all() {
    List<Jdk> all = new ArrayList<>();
    all.add(own());
    for (String version : OTHERS) {
      String variable = "SONDE_JDK_" + version;
      String home = System.getenv(variable);
      if (home != null && Files.isExecutable(Path.of(home, "bin", "java"))) {
        all.add(new Jdk("JDK " + version, Path.of(home)));
      } else {
        System.err.println("Not tested on JDK " + version + ": " + variable + " names none.");
      }
    }
    return all;
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
