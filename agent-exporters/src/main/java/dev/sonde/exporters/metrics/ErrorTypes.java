package dev.sonde.exporters.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of exceptions as values of {@code error.type}. Their number is bounded, since an
 * application can make classes without end; past the bound they are all one.
 */
public final class ErrorTypes {

  private static final String OTHER = "_OTHER";

  private final int most;
  private final Map<String, String> names = new ConcurrentHashMap<>();

  public ErrorTypes(int most) {
    this.most = most;
  }

  /** What was put into an exception's place, to hold none of the application's classes. */
  public interface StandIn {

    /** The class of the exception. */
    String standsFor();
  }

  public String of(Throwable error) {
    return bounded(
        error instanceof StandIn ? ((StandIn) error).standsFor() : error.getClass().getName());
  }

  /** The same for what a protocol calls an error; null stays null. */
  public @Nullable String known(@Nullable String code) {
    return code == null ? null : bounded(code);
  }

  private String bounded(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    synchronized (names) {
      if (names.size() >= most && !names.containsKey(name)) {
        return OTHER;
      }
      names.put(name, name);
      return name;
    }
  }
}
