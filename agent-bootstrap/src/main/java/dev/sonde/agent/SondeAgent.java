package dev.sonde.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URLDecoder;
import java.util.jar.JarFile;

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
    Launcher.command(ownJar(), arguments);
  }

  /** The jar that this class is in, found in a way that needs no permission but to read it. */
  private static File ownJar() throws IOException {
    String url = String.valueOf(SondeAgent.class.getResource("SondeAgent.class"));
    String file = url.substring("jar:file:".length(), url.lastIndexOf('!'));
    return new File(URLDecoder.decode(file.replace("+", "%2B"), "UTF-8"));
  }

  private static void start(String arguments, Instrumentation instrumentation) {
    long startedAt = System.nanoTime();
    try {
      if (System.getSecurityManager() != null) {
        // What is loaded from here on comes from the boot loader, with all permissions; until then
        // not even the version may be read.
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(ownJar()));
        Launcher.launchPrivileged(ownJar(), arguments, instrumentation, startedAt);
      } else if (isTooOld(System.getProperty("java.specification.version"))) {
        sayTooOld();
      } else {
        Launcher.launch(ownJar(), arguments, instrumentation, startedAt);
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
