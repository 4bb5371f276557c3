package dev.sonde.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Brings the agent up on the thread that starts the application: decides whether to run at all,
 * opens the isolated loader, and hands over to the core in there.
 *
 * <p>Public, because under a security manager it is the boot loader that loads it.
 */
public final class Launcher {

  private static final String BOOT_CLASSES = "dev.sonde.core.BootClasses";
  private static final String CORE = "dev.sonde.core.Core";
  private static final String COMMAND_LINE = "dev.sonde.core.cli.CommandLine";

  private static final AtomicBoolean RUNNING = new AtomicBoolean();
  private static volatile @Nullable Class<?> core;
  private static @Nullable JarFile jar;

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
    Answer answer = new Answer(arguments);
    try {
      if ("detach".equals(answer.arguments())) {
        detach(answer);
      } else {
        start(file, answer, instrumentation, startedAt);
      }
    } catch (Throwable e) {
      answer.refused("The agent can't do it (" + e + ").");
      throw e;
    }
  }

  private static void start(
      File file, Answer answer, Instrumentation instrumentation, long startedAt) throws Exception {
    String arguments = answer.arguments();
    if (isOff(arguments)) {
      answer.refused("The agent is switched off there by sonde.enabled.");
      return;
    }
    if (isJdkTool(System.getProperty("sun.java.command"))) {
      answer.refused("That is one of the JDK's own programs, which are left alone.");
      return;
    }
    if (!RUNNING.compareAndSet(false, true)) {
      String line = "The agent is already running in this JVM; it starts only once.";
      System.err.println("[sonde] " + line);
      answer.refused(line);
      return;
    }
    boolean started = false;
    try {
      JarFile opened = openJar(file);
      IsolatedLoader isolated = new IsolatedLoader(opened);
      isolated.findProbesBy(probes(isolated, opened, instrumentation));
      Class<?> loaded = isolated.loadClass(CORE);
      core = loaded;
      started =
          Boolean.TRUE.equals(
              invoke(
                  loaded.getMethod("start", String.class, Instrumentation.class, long.class),
                  arguments,
                  instrumentation,
                  startedAt));
      if (started) {
        answer.done("Sonde " + invoke(loaded.getMethod("version")) + " is started.");
      } else {
        answer.refused("The agent is switched off there by the configuration.");
      }
    } finally {
      if (!started) {
        core = null;
      }
      RUNNING.set(started);
    }
  }

  @SuppressWarnings("unchecked") // what the method returns
  private static Function<String, @Nullable Class<?>> probes(
      IsolatedLoader isolated, JarFile opened, Instrumentation instrumentation) throws Exception {
    Method open =
        isolated.loadClass(BOOT_CLASSES).getMethod("open", JarFile.class, Instrumentation.class);
    return (Function<String, @Nullable Class<?>>)
        Objects.requireNonNull(invoke(open, opened, instrumentation));
  }

  private static void detach(Answer answer) throws Exception {
    Class<?> running = core;
    if (running == null || !RUNNING.get()) {
      answer.refused("The agent is not running in this JVM.");
      return;
    }
    core = null;
    try {
      invoke(running.getMethod("stop"));
    } finally {
      RUNNING.set(false);
    }
    answer.done("Sonde is detached.");
  }

  /** Runs the agent's command line in the isolated loader. */
  static void command(File file, String[] arguments) throws Exception {
    Class<?> commandLine = new IsolatedLoader(openJar(file)).loadClass(COMMAND_LINE);
    invoke(commandLine.getMethod("main", String[].class), (Object) arguments);
  }

  /** Calls a static method; what it throws is thrown as it is. */
  private static @Nullable Object invoke(Method method, @Nullable Object... arguments)
      throws Exception {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof Exception) {
        throw (Exception) thrown;
      }
      if (thrown instanceof Error) {
        throw (Error) thrown;
      }
      throw e;
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
    if (main.endsWith(".jar") || main.contains("com.sun.tools.javac.launcher.")) {
      return false; // An application, whatever its name, or one that runs from its source.
    }
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

  /**
   * The agent's jar, opened once: an agent that comes again after a detach is the one that the boot
   * loader's classes belong to, even when the file has been replaced since.
   */
  private static synchronized JarFile openJar(File file) throws IOException {
    JarFile opened = jar;
    if (opened == null) {
      opened = new JarFile(file, false);
      jar = opened;
    }
    return opened;
  }
}
