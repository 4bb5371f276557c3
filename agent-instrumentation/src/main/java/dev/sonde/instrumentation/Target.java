package dev.sonde.instrumentation;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class to weave, and which advice goes into which of its methods.
 *
 * <pre>{@code
 * new Target("org.apache.catalina.connector.CoyoteAdapter")
 *     .weave("service(org.apache.coyote.Request,org.apache.coyote.Response)", "…ServiceAdvice")
 * }</pre>
 */
public final class Target {

  private final String className;
  private final @Nullable Role role;
  private final List<Weave> weaves = new ArrayList<>();
  private @Nullable String mark;
  private boolean carrying;

  public Target(String className) {
    this.className = className;
    this.role = null;
  }

  /** All classes that play a role. Each has some of the methods; what is not there is not woven. */
  public Target(Role role) {
    this.className = role.type();
    this.role = role;
  }

  /**
   * Weaves an advice into the method with exactly these parameter types, or into all methods of a
   * name by {@code name(*)}, never into a bridge. The servlet API's types go by their jakarta names
   * and stand for those from before it was renamed, too. A class without such a method is left as
   * it is. Of several advices in one method the first begins first and ends last.
   */
  public Target weave(String signature, String adviceClass) {
    weaves.add(new Weave(signature, adviceClass));
    return this;
  }

  /** The same where a property is on. Where it is not the method stays as it is. */
  public Target weaveIf(Property<Boolean> property, String signature, String adviceClass) {
    weave(signature, adviceClass);
    last().property = property;
    return this;
  }

  /** Weaves, too, what another library weaves into the class; what both weave is woven once. */
  void and(Target other) {
    for (Weave weave : other.weaves) {
      if (!weaves(weave)) {
        weaves.add(weave);
      }
    }
    carrying |= other.carrying;
  }

  private boolean weaves(Weave other) {
    for (Weave weave : weaves) {
      if (weave.signature.equals(other.signature) && weave.adviceClass.equals(other.adviceClass)) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out what a configuration has no use for. */
  Target configured(Config config) {
    for (int i = weaves.size() - 1; i >= 0; i--) {
      Property<Boolean> property = weaves.get(i).property;
      if (property != null && !config.get(property)) {
        weaves.remove(i);
      }
    }
    return this;
  }

  /**
   * In a version that lacks the method of the weave before this, or what its advice uses, weaves
   * this one instead. May be said again.
   */
  public Target orWeave(String signature, String adviceClass) {
    last().instead = new Weave(signature, adviceClass);
    return this;
  }

  /** A version may lack the method of the weave before this; another target is for that version. */
  public Target orNothing() {
    last().optional = true;
    return this;
  }

  private Weave last() {
    Weave last = weaves.get(weaves.size() - 1);
    for (Weave next = last.instead; next != null; next = next.instead) {
      last = next;
    }
    return last;
  }

  /**
   * Tells the class from another one of the same name, in another version of the library: one
   * without this method is not meant and left alone without a word.
   */
  public Target onlyWith(String signature) {
    mark = signature;
    return this;
  }

  /** What {@link #onlyWith} says. */
  public @Nullable String mark() {
    return mark;
  }

  /**
   * Lets each object of the class carry something of the agent's: {@code dev.sonde.boot.Carried}.
   * Not for a class that is serialized without a {@code serialVersionUID}.
   */
  public Target carrying() {
    carrying = true;
    return this;
  }

  public boolean isCarrying() {
    return carrying;
  }

  /** The class, or the interface of those that play the {@link #role}. */
  public String className() {
    return className;
  }

  /** Which classes are meant, where it is not the one of that name. */
  public @Nullable Role role() {
    return role;
  }

  public List<Weave> weaves() {
    return Collections.unmodifiableList(weaves);
  }

  /** One advice in one method. */
  public static final class Weave {
    private final String signature;
    private final String adviceClass;
    private @Nullable Weave instead;
    private boolean optional;
    private @Nullable Property<Boolean> property;

    Weave(String signature, String adviceClass) {
      this.signature = signature;
      this.adviceClass = adviceClass;
    }

    /** The method's name and parameter types, {@code execute(java.lang.Runnable)}. */
    public String signature() {
      return signature;
    }

    public String adviceClass() {
      return adviceClass;
    }

    /** What is woven where this method is not there. */
    public @Nullable Weave instead() {
      return instead;
    }

    /** Whether a version may lack the method. */
    public boolean isOptional() {
      return optional;
    }
  }
}
