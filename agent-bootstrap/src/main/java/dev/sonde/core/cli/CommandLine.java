package dev.sonde.core.cli;

import dev.sonde.core.Config;
import dev.sonde.core.Core;
import dev.sonde.core.Inventory;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What {@code java -jar sonde.jar} understands. Called by the launcher, by reflection. */
public final class CommandLine {

  static final int FINE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final String[] USAGE = {
    "Usage: java -javaagent:sonde.jar[=key=value;...] ...",
    "           measures an application",
    "       java -jar sonde.jar COMMAND",
    "",
    "Commands:",
    "  list                       the instrumentations, with the supported versions",
    "  config [--markdown]        the configuration properties",
    "  check [key=value ...]      checks the settings given here, by -Dsonde..., by",
    "                             SONDE_... and by file, the way to the OTLP receiver",
    "                             and the port for metrics",
    "  attach PID [key=value ...] starts the agent in a running JVM",
    "  detach PID                 ends it there",
    "  --version                  the agent's version",
    "  --help                     this text",
    "",
    "Exit codes: 0 fine, 1 failed, 2 wrong usage.",
  };

  private final PrintStream out;
  private final PrintStream err;

  CommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) throws ReflectiveOperationException {
    int code = new CommandLine(System.out, System.err).run(Arrays.asList(arguments));
    System.out.flush();
    System.exit(code);
  }

  int run(List<String> words) throws ReflectiveOperationException {
    try {
      if (words.isEmpty()) {
        throw new WrongUsage("A command is missing.");
      }
      return run(words.get(0), words.subList(1, words.size()));
    } catch (WrongUsage e) {
      err.println(e.getMessage());
      printUsage(err);
      return WRONG_USAGE;
    }
  }

  private int run(String command, List<String> words)
      throws WrongUsage, ReflectiveOperationException {
    switch (command) {
      case "--help":
      case "-h":
      case "help":
        printUsage(out);
        return FINE;
      case "--version":
      case "-v":
      case "version":
        out.println("Sonde " + Core.version());
        return FINE;
      case "list":
        noneOf(words, command);
        InstrumentationList.print(Core.inventory(), out);
        return FINE;
      case "config":
        return config(words);
      case "check":
        return new Check(Config.read(joined(words)), Core.inventory(), Core.delivery(), out).run();
      case "attach":
        String pid = pid(words);
        String settings = joined(words.subList(1, words.size()));
        for (String warning : warnings(settings, Core.inventory())) {
          err.println(warning);
        }
        return new Attach(out, err).load(pid, settings);
      case "detach":
        String attached = pid(words);
        noneOf(words.subList(1, words.size()), command);
        return new Attach(out, err).load(attached, "detach");
      default:
        throw new WrongUsage("There is no command '" + command + "'.");
    }
  }

  private int config(List<String> words) throws WrongUsage {
    PropertyList list = new PropertyList();
    if (words.equals(Collections.singletonList("--markdown"))) {
      out.print(list.markdown());
    } else {
      noneOf(words, "config");
      out.print(list.text());
    }
    return FINE;
  }

  /** What the agent is going to complain about in the log of the JVM that it is attached to. */
  static List<String> warnings(String settings, Inventory inventory) {
    Config config =
        Config.of(
            Collections.<String, String>emptyMap(),
            Collections.<String, String>emptyMap(),
            settings);
    return Check.complaints(config, inventory);
  }

  private static void noneOf(List<String> words, String command) throws WrongUsage {
    if (!words.isEmpty()) {
      throw new WrongUsage("'" + command + "' does not take '" + words.get(0) + "'.");
    }
  }

  private static String pid(List<String> words) throws WrongUsage {
    if (words.isEmpty()) {
      throw new WrongUsage("The process id is missing.");
    }
    String pid = words.get(0);
    for (int i = 0; i < pid.length(); i++) {
      if (pid.charAt(i) < '0' || pid.charAt(i) > '9') {
        throw new WrongUsage("'" + pid + "' is not a process id.");
      }
    }
    if (pid.isEmpty() || pid.length() > 10) {
      throw new WrongUsage("'" + pid + "' is not a process id.");
    }
    return pid;
  }

  /** Settings in the form that {@code -javaagent:sonde.jar=} takes them in. */
  private static String joined(List<String> settings) throws WrongUsage {
    for (String setting : settings) {
      if (setting.indexOf('=') <= 0) {
        throw new WrongUsage("'" + setting + "' is not key=value.");
      }
    }
    return String.join(";", settings);
  }

  private static void printUsage(PrintStream to) {
    for (String line : USAGE) {
      to.println(line);
    }
  }
}
