package dev.sonde.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Brings the agent up on the thread that starts the application: decides whether to run at all,
 * defines the boot loader's classes, opens the isolated loader, and hands over to the core in
 * there.
 *
 * <p>Public, because under a security manager it is the boot loader that loads it.
 */
public final class Launcher {

  private static final String CORE = "dev.sonde.core.Core";
  private static final String COMMAND_LINE = "dev.sonde.core.cli.CommandLine";

  private static final AtomicBoolean RUNNING = new AtomicBoolean();
  private static volatile @Nullable Class<?> core;

  private Launcher() {}

  /** Launches with the permissions of the boot loader's classes, whatever the policy says. */
  public static void launchPrivileged(
      final File file,
      final @Nullable String arguments,
      final Instrumentation instrumentation,
      final long startedAt)
      throws Exception {
    AccessController.doPrivileged(
        new PrivilegedExceptionAction<@Nullable Void>() {
          @Override
          public @Nullable Void run() throws Exception {
            launch(file, arguments, instrumentation, startedAt);
            return null;
          }
        });
  }

  static void launch(
      File file, @Nullable String arguments, Instrumentation instrumentation, long startedAt)
      throws Exception {
    if ("detach".equals(arguments)) {
      detach();
      return;
    }
    if (isOff(arguments) || isJdkTool(System.getProperty("sun.java.command"))) {
      return;
    }
    if (!RUNNING.compareAndSet(false, true)) {
      System.err.println("[sonde] The agent is already running in this JVM; it starts only once.");
      return;
    }
    boolean started = false;
    try {
      JarFile jar = new JarFile(file);
      BootClasses.define(jar, instrumentation);
      Class<?> loaded = new IsolatedLoader(jar).loadClass(CORE);
      core = loaded;
      started =
          (Boolean)
              loaded
                  .getMethod("start", String.class, Instrumentation.class, long.class)
                  .invoke(null, arguments, instrumentation, startedAt);
    } finally {
      RUNNING.set(started);
    }
  }

  /** Runs the agent's command line in the isolated loader. */
  static void command(File file, String[] arguments) throws Exception {
    Class<?> commandLine = new IsolatedLoader(new JarFile(file)).loadClass(COMMAND_LINE);
    commandLine.getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  private static void detach() throws Exception {
    Class<?> running = core;
    if (running != null && RUNNING.compareAndSet(true, false)) {
      core = null;
      running.getMethod("stop").invoke(null);
    }
  }

  /** Looks for {@code sonde.enabled} alone; the other settings are not read when it is false. */
  static boolean isOff(@Nullable String arguments) {
    String value = System.getProperty("sonde.enabled");
    if (value == null) {
      value = System.getenv("SONDE_ENABLED");
    }
    if (value == null && arguments != null) {
      for (String pair : arguments.split(";", -1)) {
        String setting = pair.trim();
        if (setting.startsWith("enabled=") || setting.startsWith("sonde.enabled=")) {
          value = setting.substring(setting.indexOf('=') + 1);
        }
      }
    }
    if (value == null) {
      return false;
    }
    String lower = value.trim().toLowerCase(Locale.ROOT);
    return lower.equals("false") || lower.equals("0") || lower.equals("no") || lower.equals("off");
  }

  /**
   * True for the JDK's own programs, which get the agent by JAVA_TOOL_OPTIONS without having asked.
   *
   * @param command the main class or {@code module/class} and its arguments
   */
  static boolean isJdkTool(@Nullable String command) {
    if (command == null) {
      return false;
    }
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    int slash = main.indexOf('/');
    String name = slash < 0 ? main : main.substring(slash + 1);
    boolean jdkModule =
        slash > 0
            && (main.startsWith("jdk.") || main.startsWith("java."))
            && !main.startsWith("java.base/");
    return jdkModule
        || name.startsWith("com.sun.tools.")
        || name.startsWith("com.sun.corba.")
        || name.startsWith("sun.tools.")
        || name.startsWith("sun.security.tools.")
        || name.startsWith("sun.rmi.")
        || name.startsWith("sun.jvm.")
        || name.startsWith("jdk.");
  }
}
