package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a class is by its super types, where nobody can list the classes by name: a JDBC statement
 * of whichever driver.
 *
 * <p>Not every class that is loaded can be asked for its super types. Asked are those whose simple
 * names have a word, and those that are named by their beginning.
 *
 * <pre>{@code
 * new Role("java.sql.Statement", "Statement").alsoIn("com/ibm/db2/jcc/")
 * }</pre>
 */
public final class Role {

  private final String type;
  private final String word;
  private final List<String> types = new ArrayList<>();
  private final List<String> beginnings = new ArrayList<>();
  private String mark = "";

  public Role(String type, String word) {
    this.type = type;
    this.word = word;
    types.add(type.replace('.', '/'));
  }

  /** Names the JDK's interfaces that extend the one: their files are not read. */
  public Role orA(String... extending) {
    for (String each : extending) {
      types.add(each.replace('.', '/'));
    }
    return this;
  }

  /** Asks classes, too, whose names begin so. */
  public Role alsoIn(String... names) {
    beginnings.addAll(Arrays.asList(names));
    return this;
  }

  /**
   * Takes a class for one of these that declares a method, {@code name(descriptor)}: the base of
   * some driver's statements is not a statement itself.
   */
  public Role markedBy(String method) {
    mark = method;
    return this;
  }

  /** The interface that makes a class one of these. */
  public String type() {
    return type;
  }

  /** The same and those that extend it, as class files name them. */
  public List<String> types() {
    return Collections.unmodifiableList(types);
  }

  public String word() {
    return word;
  }

  public List<String> beginnings() {
    return Collections.unmodifiableList(beginnings);
  }

  /** What {@link #markedBy} says, or an empty text. */
  public String mark() {
    return mark;
  }
}
