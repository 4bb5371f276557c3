package dev.sonde.agent;

import java.lang.instrument.Instrumentation;

/**
 * What the JVM calls: {@code -javaagent:sonde.jar}, an attach, or {@code java -jar sonde.jar}.
 *
 * <p>In the shipped jar this one class carries the version number of an old class file, so that a
 * JVM that is too old for the agent can load it, say so in one line, and start the application.
 */
public final class SondeAgent {

  private SondeAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  public static void main(String[] arguments) throws Exception {
    if (isTooOld(System.getProperty("java.specification.version"))) {
      sayTooOld();
      System.exit(1);
    }
    Launcher.command(arguments);
  }

  private static void start(String arguments, Instrumentation instrumentation) {
    long startedAt = System.nanoTime();
    try {
      if (isTooOld(System.getProperty("java.specification.version"))) {
        sayTooOld();
      } else {
        Launcher.launch(arguments, instrumentation, startedAt);
      }
    } catch (Throwable e) {
      // Whatever it is, the application starts.
      System.err.println(
          "[sonde] The agent can't start (" + e + "); the application runs without.");
    }
  }

  static boolean isTooOld(String version) {
    return version != null && version.startsWith("1.") && version.compareTo("1.8") < 0;
  }

  private static void sayTooOld() {
    System.err.println(
        "[sonde] Java "
            + System.getProperty("java.version")
            + " is too old for the agent, which needs Java 8 or newer.");
  }
}
