package dev.sonde.smoke;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Prints which versions of a library were tried on a JDK, and how each did. */
final class VersionTable {

  private final String library;
  private final Jdk jdk;
  private final SoftAssertions softly;
  private final List<String> rows = new ArrayList<>();

  /** One that asks an assertion for the failures of each version. */
  VersionTable(String library, Jdk jdk, SoftAssertions softly) {
    this.library = library;
    this.jdk = jdk;
    this.softly = softly;
  }

  /** Adds a version with what is asserted of it. */
  void add(String version, Runnable assertions) {
    int before = softly.assertionErrorsCollected().size();
    assertions.run();
    int failures = softly.assertionErrorsCollected().size() - before;
    String result = failures == 0 ? "as expected" : failures + " failures";
    rows.add(String.format("| %-8s | %-14s | %-6s | %-11s |", library, version, jdk, result));
  }

  void print() {
    rows.forEach(System.out::println);
  }
}
